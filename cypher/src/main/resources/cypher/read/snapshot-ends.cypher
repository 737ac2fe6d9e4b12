// purpose: the keys of some nodes, by what the database calls them in this transaction
// params:  ids LIST<INTEGER>
// returns: ids LIST<INTEGER>, keys LIST<STRING>
// mode:    read
UNWIND $ids AS id
MATCH (n:Node)
WHERE id(n) = id
RETURN collect(id) AS ids, collect(n.key) AS keys
