// purpose: what some resources state: the nodes that are theirs or an end of an edge of theirs, and the
//          hashes of those edges
// params:  source STRING, keys LIST<STRING>
// returns: key STRING, ends LIST<STRING>, facts LIST<INTEGER>
// mode:    read
MATCH (a:Node {source: $source})
OPTIONAL MATCH (a)-[r]->(b:Node)
WHERE r.source = $source AND r.via IN $keys
WITH a, collect(b.key) AS ends, collect(coalesce(r.fact, 0)) AS facts
WHERE a.key IN $keys OR size(ends) > 0
RETURN a.key AS key, ends, facts
