// purpose: remove up to limit nodes of a source that a harvest did not see, nor anything since unseenSince
//          if that is given; their edges are gone by then
// params:  source STRING, stamp STRING, unseenSince ZONED DATETIME, limit INTEGER
// returns: type STRING, removed INTEGER
// mode:    write
MATCH (n:Node {source: $source})
WHERE n.stamp <> $stamp AND ($unseenSince IS NULL OR n.lastSeen < $unseenSince)
WITH n LIMIT $limit
WITH n, n.type AS type
DETACH DELETE n
RETURN type, count(*) AS removed
