// purpose: what the graph has of some resources of a source: nodes with the hash of what was last written of
//          them, and the hashes of the edges that they state
// params:  source STRING, vias LIST<STRING>, keys LIST<STRING>
// returns: keys LIST<STRING>, types LIST<STRING>, facts LIST<INTEGER>, edges LIST<INTEGER>
// mode:    read
CALL () {
  MATCH (n:Node)
  WHERE n.key IN $keys
  RETURN collect(n) AS nodes
}
CALL () {
  MATCH (a:Node {source: $source})-[r]->(:Node)
  WHERE r.source = $source AND r.via IN $vias
  RETURN collect(coalesce(r.fact, 0)) AS edges
}
RETURN [n IN nodes | n.key] AS keys, [n IN nodes | n.type] AS types,
       [n IN nodes | coalesce(n.fact, 0)] AS facts, edges
