// purpose: remove a resource that its source no longer has
// params:  key STRING
// returns: removed INTEGER
// mode:    write
MATCH (n:Node {key: $key})
DETACH DELETE n
RETURN count(*) AS removed
