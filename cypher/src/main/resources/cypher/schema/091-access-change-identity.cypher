CREATE INDEX access_change_identity IF NOT EXISTS FOR (c:AccessChange) ON (c.identity)
