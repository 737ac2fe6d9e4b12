CREATE INDEX access_change_to IF NOT EXISTS FOR (c:AccessChange) ON (c.to)
