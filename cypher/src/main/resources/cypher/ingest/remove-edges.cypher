// purpose: remove some edges, keeping a record of each access that ended
// params:  edges LIST<STRING>, stamp STRING, at ZONED DATETIME
// returns: removed INTEGER
// mode:    write
CALL () {
  UNWIND $edges AS edge
  MATCH ()-[r]->()
  WHERE elementId(r) = edge
  WITH DISTINCT r.source AS source
  MATCH (part:GraphPart {source: source})
  SET part.revision = randomUUID()
}
UNWIND $edges AS edge
MATCH (a:Node)-[r]->(b:Node)
WHERE elementId(r) = edge
WITH a, r, b, head([(i:Identity)-[:OWNS]->(a) | i.key]) AS identity
FOREACH (_ IN CASE WHEN type(r) IN ['MEMBER_OF', 'HOLDS'] THEN [1] ELSE [] END |
  CREATE (:AccessChange {at: $at, change: 'REMOVED', kind: type(r), from: a.key, to: b.key,
                         source: r.source, via: r.via, stamp: $stamp, firstSeen: r.firstSeen,
                         since: r.since, identity: identity, fromName: a.name, toName: b.name}))
DELETE r
RETURN count(*) AS removed
