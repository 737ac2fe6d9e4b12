// purpose: write identities as correlation concluded them; of one whose authoritative account is gone all
//          that was known stays, but that it is inactive
// params:  rows LIST<MAP>, stamp STRING, at ZONED DATETIME
// returns: none
// mode:    write
CALL () {
  MATCH (part:GraphPart {source: 'firebreak'})
  SET part.revision = randomUUID()
}
UNWIND $rows AS row
MERGE (n:Node {key: row.key})
ON CREATE SET n:Identity, n.firstSeen = $at, n.name = row.name, n.kind = row.kind
SET n.source = 'firebreak', n.type = 'Identity', n.id = row.id, n.active = row.active,
    n.stamp = $stamp, n.lastSeen = $at
FOREACH (_ IN CASE WHEN row.gone THEN [] ELSE [1] END |
  SET n.name = row.name, n.kind = row.kind, n.email = row.email, n.userName = row.userName,
      n.employeeNumber = row.employeeNumber, n.department = row.department, n.title = row.title,
      n.owner = row.owner)
