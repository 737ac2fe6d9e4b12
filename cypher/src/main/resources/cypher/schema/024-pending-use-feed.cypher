CREATE INDEX pending_use_feed IF NOT EXISTS FOR (p:PendingUse) ON (p.feed)
