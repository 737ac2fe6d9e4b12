CREATE INDEX pending_use_source IF NOT EXISTS FOR (p:PendingUse) ON (p.source)
