CREATE INDEX access_change_at IF NOT EXISTS FOR (c:AccessChange) ON (c.at)
