CREATE INDEX harvest_source IF NOT EXISTS FOR (h:Harvest) ON (h.source)
