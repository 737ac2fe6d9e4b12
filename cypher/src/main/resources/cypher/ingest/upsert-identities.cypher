// purpose: write identities as correlation concluded them
// params:  rows LIST<MAP>, stamp STRING, at ZONED DATETIME
// returns: none
// mode:    write
UNWIND $rows AS row
MERGE (n:Node {key: row.key})
ON CREATE SET n:Identity, n.firstSeen = $at
SET n.source = 'firebreak', n.type = 'Identity', n.id = row.id, n.name = row.name, n.kind = row.kind,
    n.active = row.active, n.email = row.email, n.userName = row.userName,
    n.employeeNumber = row.employeeNumber, n.department = row.department, n.title = row.title,
    n.stamp = $stamp, n.lastSeen = $at
