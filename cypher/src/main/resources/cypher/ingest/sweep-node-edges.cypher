// purpose: remove up to limit edges of some kinds from nodes of a source that a harvest did not see, nor
//          anything since unseenSince if that is given, keeping a record of each access that ended
// params:  source STRING, stamp STRING, at ZONED DATETIME, unseenSince ZONED DATETIME,
//          kinds LIST<STRING>, limit INTEGER
// returns: removed INTEGER
// mode:    write
MATCH (n:Node {source: $source})
WHERE n.stamp <> $stamp AND ($unseenSince IS NULL OR n.lastSeen < $unseenSince)
MATCH (n)-[r]-(:Node)
WHERE type(r) IN $kinds
WITH DISTINCT r LIMIT $limit
WITH r, startNode(r) AS a, endNode(r) AS b
WITH r, a, b, head([(i:Identity)-[:OWNS]->(a) | i.key]) AS identity
FOREACH (_ IN CASE WHEN type(r) IN ['MEMBER_OF', 'HOLDS'] THEN [1] ELSE [] END |
  CREATE (:AccessChange {at: $at, change: 'REMOVED', kind: type(r), from: a.key, to: b.key,
                         source: r.source, via: r.via, stamp: $stamp, firstSeen: r.firstSeen,
                         since: r.since, identity: identity, fromName: a.name, toName: b.name}))
DELETE r
RETURN count(*) AS removed
