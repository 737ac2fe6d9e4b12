// purpose: which of some nodes the graph has
// params:  keys LIST<STRING>
// returns: key STRING
// mode:    read
UNWIND $keys AS key
MATCH (n:Node {key: key})
RETURN DISTINCT n.key AS key
