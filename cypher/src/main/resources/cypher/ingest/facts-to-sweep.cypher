// purpose: a page of what the graph has of a source, by keys after one and before another, with what is
//          needed to remove it: the hash of each node and edge, its mark if a harvest in quarantine missed
//          it, else '', and the edge's id
// params:  source STRING, after STRING, end STRING, limit INTEGER
// returns: keys LIST<STRING>, marks LIST<STRING>, edges LIST<STRING>, edgeFacts LIST<INTEGER>,
//          edgeMarks LIST<STRING>
// mode:    read
MATCH (n:Node)
WHERE n.key > $after AND n.key < $end
WITH n ORDER BY n.key LIMIT $limit
WITH collect(n) AS nodes
CALL (nodes) {
  UNWIND nodes AS n
  MATCH (n)-[r]->(:Node)
  WHERE r.source = $source
  RETURN collect(elementId(r)) AS edges, collect(coalesce(r.fact, 0)) AS edgeFacts,
         collect(coalesce(r.missing, '')) AS edgeMarks
}
RETURN [n IN nodes | n.key] AS keys, [n IN nodes | coalesce(n.missing, '')] AS marks,
       edges, edgeFacts, edgeMarks
