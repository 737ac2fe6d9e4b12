// purpose: remove up to limit edges of a source that a harvest did not see, nor anything since unseenSince
//          if that is given, keeping a record of each access that ended
// params:  source STRING, stamp STRING, at ZONED DATETIME, unseenSince ZONED DATETIME, limit INTEGER
// returns: removed INTEGER
// mode:    write
MATCH (a:Node {source: $source})-[r]->(b:Node)
WHERE r.source = $source AND r.stamp <> $stamp
  AND ($unseenSince IS NULL OR r.lastSeen < $unseenSince)
WITH a, r, b LIMIT $limit
WITH a, r, b, head([(i:Identity)-[:OWNS]->(a) | i.key]) AS identity
FOREACH (_ IN CASE WHEN type(r) IN ['MEMBER_OF', 'HOLDS'] THEN [1] ELSE [] END |
  CREATE (:AccessChange {at: $at, change: 'REMOVED', kind: type(r), from: a.key, to: b.key,
                         source: $source, via: r.via, stamp: $stamp, firstSeen: r.firstSeen,
                         since: r.since, identity: identity, fromName: a.name, toName: b.name}))
DELETE r
RETURN count(*) AS removed
