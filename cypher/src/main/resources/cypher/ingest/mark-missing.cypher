// purpose: mark nodes and edges that a harvest in quarantine did not see
// params:  keys LIST<STRING>, edges LIST<STRING>, stamp STRING
// returns: none
// mode:    write
CALL () {
  UNWIND $edges AS edge
  MATCH ()-[r]->()
  WHERE elementId(r) = edge
  WITH DISTINCT r.source AS source
  MATCH (part:GraphPart {source: source})
  SET part.revision = randomUUID()
}
CALL () {
  UNWIND $keys AS key
  MATCH (n:Node {key: key})
  WITH DISTINCT n.source AS source
  MATCH (part:GraphPart {source: source})
  SET part.revision = randomUUID()
}
CALL () {
  UNWIND $keys AS key
  MATCH (n:Node {key: key})
  SET n.missing = $stamp
  RETURN count(*) AS nodes
}
UNWIND $edges AS edge
MATCH ()-[r]->()
WHERE elementId(r) = edge
SET r.missing = $stamp
