// purpose: remove up to limit edges of some kinds, whoever states them, from nodes that are to go, keeping a
//          record of each access that ended; told apart are those that no source states
// params:  keys LIST<STRING>, kinds LIST<STRING>, stamp STRING, at ZONED DATETIME, limit INTEGER
// returns: removed INTEGER, concluded INTEGER
// mode:    write
UNWIND $keys AS key
MATCH (n:Node {key: key})
MATCH (n)-[r]-(:Node)
WHERE type(r) IN $kinds
WITH DISTINCT r LIMIT $limit
WITH r, startNode(r) AS a, endNode(r) AS b, r.source AS source
WITH r, a, b, source, head([(i:Identity)-[:OWNS]->(a) | i.key]) AS identity
FOREACH (_ IN CASE WHEN type(r) IN ['MEMBER_OF', 'HOLDS'] THEN [1] ELSE [] END |
  CREATE (:AccessChange {at: $at, change: 'REMOVED', kind: type(r), from: a.key, to: b.key,
                         source: r.source, via: r.via, stamp: $stamp, firstSeen: r.firstSeen,
                         since: r.since, identity: identity, fromName: a.name, toName: b.name}))
DELETE r
WITH source, count(*) AS removed
OPTIONAL MATCH (part:GraphPart {source: source})
SET part.revision = randomUUID()
RETURN coalesce(sum(removed), 0) AS removed,
       coalesce(sum(CASE WHEN source = 'firebreak' THEN removed ELSE 0 END), 0) AS concluded
