// purpose: remove a resource that its source no longer has, keeping a record of each access that
//          ended, and of who still names it; returned are the edges that a source states
// params:  key STRING, stamp STRING, at ZONED DATETIME
// returns: removed INTEGER, edges INTEGER
// mode:    write
CALL () {
  MATCH (n:Node {key: $key})
  UNWIND [n.source] + [(n)-[r]-(:Node) | r.source] AS source
  WITH DISTINCT source
  MATCH (part:GraphPart {source: source})
  SET part.revision = randomUUID()
}
MATCH (n:Node {key: $key})
OPTIONAL MATCH (n)-[r:MEMBER_OF|HOLDS]-(:Node)
WITH n, r, startNode(r) AS a, endNode(r) AS b
WITH n, r, a, b, head([(i:Identity)-[:OWNS]->(a) | i.key]) AS identity
FOREACH (_ IN CASE WHEN r IS NULL THEN [] ELSE [1] END |
  CREATE (:AccessChange {at: $at, change: 'REMOVED', kind: type(r), from: a.key, to: b.key,
                         source: r.source, via: r.via, stamp: $stamp, firstSeen: r.firstSeen,
                         since: r.since, identity: identity, fromName: a.name, toName: b.name}))
FOREACH (_ IN CASE WHEN r.source = n.source AND r.via <> n.key THEN [1] ELSE [] END |
  CREATE (:DanglingEdges {source: n.source, via: r.via, names: [n.key]}))
WITH DISTINCT n, COUNT { (n)-[s]-(:Node) WHERE s.source <> 'firebreak' } AS stated
DETACH DELETE n
RETURN count(*) AS removed, coalesce(sum(stated), 0) AS edges
