// purpose: the ends of the edges that leave a page of nodes, and nothing else: of each edge the place of its
//          start in keys and the key of its end
// params:  after STRING, last STRING
// returns: keys LIST<STRING>, from LIST<INTEGER>, to LIST<STRING>
// mode:    read
MATCH (n:Node)
WHERE n.key > $after AND n.key <= $last
WITH n ORDER BY n.key
WITH collect(n) AS nodes
CALL (nodes) {
  UNWIND range(0, size(nodes) - 1) AS i
  WITH i, nodes[i] AS a
  MATCH (a)-[]->(b:Node)
  RETURN collect(i) AS from, collect(b.key) AS to
}
RETURN [n IN nodes | n.key] AS keys, from, to
