// purpose: keep what the graph has of some resources through the sweep of a harvest: their nodes, the edges
//          that they state and the nodes those lead to; returned are those nodes that it had not seen either
// params:  source STRING, keys LIST<STRING>, stamp STRING
// returns: key STRING
// mode:    write
MATCH (a:Node {source: $source})
OPTIONAL MATCH (a)-[r]->(b:Node)
WHERE r.source = $source AND r.stamp <> $stamp AND r.via IN $keys
WITH a, collect(r) AS stated, collect(b) AS ends
WHERE a.key IN $keys OR size(stated) > 0
FOREACH (r IN stated | SET r.stamp = $stamp)
WITH CASE WHEN a.stamp <> $stamp THEN [a] ELSE [] END + [b IN ends WHERE b.stamp <> $stamp] AS held
UNWIND held AS n
WITH DISTINCT n
SET n.stamp = $stamp
RETURN n.key AS key
