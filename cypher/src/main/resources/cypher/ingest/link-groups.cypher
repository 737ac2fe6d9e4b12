// purpose: make a group of another source a member of the vault group that stands for it, found by the
//          source and the id, else the name, of the LinkedObject
// params:  stamp STRING, at ZONED DATETIME
// returns: linked INTEGER
// mode:    write
CALL () {
  MATCH (part:GraphPart {source: 'firebreak'})
  SET part.revision = randomUUID()
}
MATCH (g:Group)
WHERE g.linkedSource IS NOT NULL AND g.linkedId IS NOT NULL
MATCH (d:Group {source: toLower(g.linkedSource)})
WHERE d <> g
  AND (d.id = g.linkedId
       OR (toLower(d.name) = toLower(g.linkedId)
           AND NOT EXISTS { (:Group {source: toLower(g.linkedSource), id: g.linkedId}) }))
MERGE (d)-[r:MEMBER_OF {via: g.key}]->(g)
ON CREATE SET r.firstSeen = $at
FOREACH (_ IN
  CASE
    WHEN r.stamp IS NULL
      AND COUNT { (h:Harvest {source: g.source}) WHERE h.complete } > 1
      AND COUNT { (h:Harvest {source: d.source}) WHERE h.complete } > 1 THEN [1]
    ELSE []
  END |
  CREATE (:AccessChange {at: $at, change: 'APPEARED', kind: 'MEMBER_OF', from: d.key, to: g.key,
                         source: 'firebreak', via: g.key, stamp: $stamp}))
SET r.source = 'firebreak', r.rule = 'linked object',
    r.attribute = 'urn:ietf:params:scim:schemas:pam:1.0:LinkedObject:nativeIdentifier',
    r.stamp = $stamp, r.lastSeen = $at
RETURN count(*) AS linked
