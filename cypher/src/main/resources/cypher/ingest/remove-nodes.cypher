// purpose: remove some nodes; their edges are gone by then
// params:  keys LIST<STRING>
// returns: type STRING, removed INTEGER
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
MATCH (n:Node {key: key})
WITH n, n.type AS type
DETACH DELETE n
RETURN type, count(*) AS removed
