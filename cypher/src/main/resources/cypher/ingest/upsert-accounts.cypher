// purpose: write accounts as one harvest saw them
// params:  rows LIST<MAP>, stamp STRING, at ZONED DATETIME
// returns: none
// mode:    write
UNWIND $rows AS row
MERGE (n:Node {key: row.key})
ON CREATE SET n:Account, n.firstSeen = $at
SET n.source = row.source, n.type = row.type, n.id = row.id, n.name = row.name,
    n.userName = row.userName, n.externalId = row.externalId, n.employeeNumber = row.employeeNumber,
    n.email = row.email, n.active = row.active, n.kind = row.kind, n.department = row.department,
    n.title = row.title, n.manager = row.manager, n.linkedSource = row.linkedSource,
    n.linkedId = row.linkedId, n.version = row.version, n.stamp = $stamp, n.lastSeen = $at
