// purpose: a page of what the graph has of a source, by keys after one and before another: nodes with the
//          hash of what was last written of them, and the hashes of the edges that the source states; a hash
//          is 0 where what it stands for was missing from a later harvest
// params:  source STRING, after STRING, end STRING, limit INTEGER
// returns: keys LIST<STRING>, types LIST<STRING>, facts LIST<INTEGER>, edges LIST<INTEGER>
// mode:    read
MATCH (n:Node)
WHERE n.key > $after AND n.key < $end
WITH n ORDER BY n.key LIMIT $limit
WITH collect(n) AS nodes
CALL (nodes) {
  UNWIND nodes AS n
  MATCH (n)-[r]->(:Node)
  WHERE r.source = $source
  RETURN collect(CASE WHEN r.missing IS NULL THEN coalesce(r.fact, 0) ELSE 0 END) AS edges
}
RETURN [n IN nodes | n.key] AS keys, [n IN nodes | n.type] AS types,
       [n IN nodes | CASE WHEN n.missing IS NULL THEN coalesce(n.fact, 0) ELSE 0 END] AS facts,
       edges
