// purpose: remove up to limit of the edges that some resources stated before and state no longer; returned
//          are the entitlements that nobody has left by that
// params:  source STRING, vias LIST<STRING>, stamp STRING, at ZONED DATETIME, limit INTEGER
// returns: removed INTEGER, left LIST<STRING>
// mode:    write
CALL () {
  MATCH (part:GraphPart {source: $source})
  SET part.revision = randomUUID()
}
MATCH (a:Node {source: $source})-[r]->(b:Node)
WHERE r.source = $source AND r.via IN $vias AND r.stamp <> $stamp
WITH a, r, b LIMIT $limit
WITH a, r, b, head([(i:Identity)-[:OWNS]->(a) | i.key]) AS identity
FOREACH (_ IN CASE WHEN type(r) IN ['MEMBER_OF', 'HOLDS'] THEN [1] ELSE [] END |
  CREATE (:AccessChange {at: $at, change: 'REMOVED', kind: type(r), from: a.key, to: b.key,
                         source: r.source, via: r.via, stamp: $stamp, firstSeen: r.firstSeen,
                         since: r.since, identity: identity, fromName: a.name, toName: b.name}))
DELETE r
WITH count(*) AS removed, collect(DISTINCT b) AS ends
RETURN removed,
       [e IN ends
        WHERE e:Entitlement AND e.resourceId IS NULL AND NOT EXISTS { (:Node)-[:HOLDS]->(e) }
        | e.key] AS left
