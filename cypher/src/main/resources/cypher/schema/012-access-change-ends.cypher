CREATE INDEX access_change_ends IF NOT EXISTS FOR (c:AccessChange) ON (c.from, c.to)
