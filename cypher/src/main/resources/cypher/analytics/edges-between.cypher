// purpose: the edges between some nodes as the graph has them now, such as those a finding rests on
// params:  keys LIST<STRING>
// returns: fromKey STRING, kind STRING, toKey STRING
// mode:    read
MATCH (from:Node)-[edge]->(to:Node)
WHERE from.key IN $keys AND to.key IN $keys
RETURN from.key AS fromKey, type(edge) AS kind, to.key AS toKey
ORDER BY fromKey, kind, toKey
