// purpose: remove up to limit nodes of a source that its last complete harvest did not see
// params:  source STRING, stamp STRING, limit INTEGER
// returns: removed INTEGER
// mode:    write
MATCH (n:Node {source: $source})
WHERE n.stamp <> $stamp
WITH n LIMIT $limit
DETACH DELETE n
RETURN count(*) AS removed
