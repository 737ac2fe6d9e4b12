// purpose: remove a resource that its source no longer has, keeping a record of each access that ended
// params:  key STRING, stamp STRING, at ZONED DATETIME
// returns: removed INTEGER
// mode:    write
MATCH (n:Node {key: $key})
OPTIONAL MATCH (n)-[r:MEMBER_OF|HOLDS]-(:Node)
WITH collect(DISTINCT n) AS gone, collect(DISTINCT r) AS ended
FOREACH (r IN ended |
  CREATE (:AccessChange {at: $at, change: 'REMOVED', kind: type(r), from: startNode(r).key,
                         to: endNode(r).key, source: r.source, via: r.via, stamp: $stamp,
                         firstSeen: r.firstSeen}))
FOREACH (n IN gone | DETACH DELETE n)
RETURN size(gone) AS removed
