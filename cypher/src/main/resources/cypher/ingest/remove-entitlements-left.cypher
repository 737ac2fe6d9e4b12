// purpose: remove entitlements that only grants named, now that none does
// params:  source STRING, keys LIST<STRING>
// returns: removed INTEGER, implied INTEGER
// mode:    write
CALL () {
  UNWIND $keys AS key
  MATCH (n:Node {key: key})
  UNWIND [n.source] + [(n)-[r]-(:Node) | r.source] AS source
  WITH DISTINCT source
  MATCH (part:GraphPart {source: source})
  SET part.revision = randomUUID()
}
UNWIND $keys AS key
MATCH (e:Entitlement {key: key, source: $source})
WHERE e.resourceId IS NULL AND NOT EXISTS { (:Node)-[:HOLDS]->(e) }
  AND NOT EXISTS { (d:DanglingEdges {source: $source}) WHERE e.key IN d.names }
WITH e, COUNT { (:Node)-[:IMPLIES]->(e) } AS implied
DETACH DELETE e
RETURN count(*) AS removed, coalesce(sum(implied), 0) AS implied
