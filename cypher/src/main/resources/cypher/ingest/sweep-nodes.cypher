// purpose: remove up to limit nodes of a source that its last complete harvest did not see, keeping a
//          record of each access that ended with them
// params:  source STRING, stamp STRING, at ZONED DATETIME, limit INTEGER
// returns: removed INTEGER
// mode:    write
MATCH (n:Node {source: $source})
WHERE n.stamp <> $stamp
WITH n LIMIT $limit
OPTIONAL MATCH (n)-[r:MEMBER_OF|HOLDS]-(:Node)
WITH collect(DISTINCT n) AS gone, collect(DISTINCT r) AS ended
FOREACH (r IN ended |
  CREATE (:AccessChange {at: $at, change: 'REMOVED', kind: type(r), from: startNode(r).key,
                         to: endNode(r).key, source: r.source, via: r.via, stamp: $stamp,
                         firstSeen: r.firstSeen}))
FOREACH (n IN gone | DETACH DELETE n)
RETURN size(gone) AS removed
