CREATE INDEX account_source IF NOT EXISTS FOR (a:Account) ON (a.source, a.userName)
