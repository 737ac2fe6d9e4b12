// purpose: what correlation could not decide, or decided against a rule, by account
// params:  limit INTEGER
// returns: account STRING, accountName STRING, kind STRING, rule STRING, candidates LIST<STRING>,
//          why STRING, since ZONED DATETIME
// mode:    read
MATCH (c:CorrelationConflict)
OPTIONAL MATCH (a:Node {key: c.account})
RETURN c.account AS account, coalesce(a.name, c.account) AS accountName, c.kind AS kind, c.rule AS rule,
       c.candidates AS candidates, c.why AS why, c.firstSeen AS since
ORDER BY account, kind, rule
LIMIT $limit
