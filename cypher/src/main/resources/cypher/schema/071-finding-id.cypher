CREATE INDEX finding_id IF NOT EXISTS FOR (f:Finding) ON (f.id)
