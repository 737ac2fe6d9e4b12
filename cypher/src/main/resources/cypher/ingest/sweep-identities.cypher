// purpose: remove links, reporting lines and identities that the last correlation did not conclude, keeping
//          a record of each access that ended
// params:  stamp STRING, at ZONED DATETIME
// returns: removed INTEGER
// mode:    write
CALL () {
  MATCH (part:GraphPart {source: 'firebreak'})
  SET part.revision = randomUUID()
}
OPTIONAL MATCH (a:Node)-[r:OWNS|REPORTS_TO|SIGNS_IN_AS|MEMBER_OF]->(b:Node)
WHERE r.source = 'firebreak' AND r.stamp <> $stamp
FOREACH (_ IN CASE WHEN type(r) = 'MEMBER_OF' THEN [1] ELSE [] END |
  CREATE (:AccessChange {at: $at, change: 'REMOVED', kind: type(r), from: a.key, to: b.key,
                         source: r.source, via: r.via, stamp: $stamp, firstSeen: r.firstSeen,
                         fromName: a.name, toName: b.name}))
DELETE r
WITH count(r) AS edges
OPTIONAL MATCH (i:Identity)
WHERE i.stamp <> $stamp
DETACH DELETE i
WITH edges, count(i) AS identities
RETURN edges + identities AS removed
