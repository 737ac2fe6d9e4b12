// purpose: the last key of each page of so many nodes
// params:  size INTEGER
// returns: key STRING
// mode:    read
MATCH (n:Node)
WITH n.key AS key ORDER BY key
WITH collect(key) AS keys
UNWIND range($size - 1, size(keys) + $size - 2, $size) AS last
RETURN coalesce(keys[last], keys[-1]) AS key
ORDER BY key
