// purpose: link each privileged account to the account it signs in as, found by source and user name
// params:  stamp STRING, at ZONED DATETIME
// returns: linked INTEGER
// mode:    write
CALL () {
  MATCH (part:GraphPart {source: 'firebreak'})
  SET part.revision = randomUUID()
}
MATCH (p:PrivilegedAccount)
WHERE p.signsInSource IS NOT NULL AND p.userName IS NOT NULL
MATCH (a:Account {source: toLower(p.signsInSource)})
WHERE toLower(a.userName) = toLower(p.userName)
MERGE (p)-[r:SIGNS_IN_AS]->(a)
ON CREATE SET r.firstSeen = $at
SET r.source = 'firebreak', r.rule = 'user name at the source', r.stamp = $stamp, r.lastSeen = $at
RETURN count(*) AS linked
