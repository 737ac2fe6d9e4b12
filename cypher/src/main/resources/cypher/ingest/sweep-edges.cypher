// purpose: remove up to limit edges of a source that its last complete harvest did not see, keeping
//          a record of each access that ended
// params:  source STRING, stamp STRING, at ZONED DATETIME, limit INTEGER
// returns: removed INTEGER
// mode:    write
MATCH (a:Node)-[r]->(b:Node)
WHERE r.source = $source AND r.stamp <> $stamp
WITH a, r, b LIMIT $limit
FOREACH (_ IN CASE WHEN type(r) IN ['MEMBER_OF', 'HOLDS'] THEN [1] ELSE [] END |
  CREATE (:AccessChange {at: $at, change: 'REMOVED', kind: type(r), from: a.key, to: b.key,
                         source: $source, via: r.via, stamp: $stamp, firstSeen: r.firstSeen}))
DELETE r
RETURN count(*) AS removed
