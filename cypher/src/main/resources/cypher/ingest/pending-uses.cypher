// purpose: the uses in a source that wait for an account or an entitlement
// params:  source STRING
// returns: id STRING, feed STRING, accounts LIST<STRING>, entitlement STRING, at ZONED DATETIME, count INTEGER
// mode:    read
MATCH (p:PendingUse {source: $source})
RETURN elementId(p) AS id, p.feed AS feed, p.accounts AS accounts, p.entitlement AS entitlement,
       p.at AS at, p.count AS count
ORDER BY at
