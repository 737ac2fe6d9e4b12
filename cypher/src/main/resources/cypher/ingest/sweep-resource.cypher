// purpose: remove the edges that one resource stated before and states no longer
// params:  source STRING, via STRING, stamp STRING, at ZONED DATETIME
// returns: removed INTEGER
// mode:    write
MATCH (a:Node {source: $source})-[r]->(b:Node)
WHERE r.source = $source AND r.via = $via AND r.stamp <> $stamp
WITH a, r, b, head([(i:Identity)-[:OWNS]->(a) | i.key]) AS identity
FOREACH (_ IN CASE WHEN type(r) IN ['MEMBER_OF', 'HOLDS'] THEN [1] ELSE [] END |
  CREATE (:AccessChange {at: $at, change: 'REMOVED', kind: type(r), from: a.key, to: b.key,
                         source: $source, via: r.via, stamp: $stamp, firstSeen: r.firstSeen,
                         since: r.since, identity: identity, fromName: a.name, toName: b.name}))
DELETE r
RETURN count(*) AS removed
