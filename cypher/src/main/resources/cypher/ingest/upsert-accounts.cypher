// purpose: write accounts as one harvest saw them; returned are the keys of those that are new or not as
//          they were
// params:  rows LIST<MAP>, stamp STRING, at ZONED DATETIME
// returns: key STRING
// mode:    write
UNWIND $rows AS row
MERGE (n:Node {key: row.key})
ON CREATE SET n:Account, n.firstSeen = $at
WITH n, row,
     n.stamp IS NULL OR
    any(k IN ['name', 'userName', 'externalId', 'employeeNumber', 'email', 'active', 'kind',
              'department', 'title', 'manager', 'linkedSource', 'linkedId', 'correlation', 'owner',
              'version']
        WHERE NOT coalesce(n[k] = row[k], n[k] IS NULL AND row[k] IS NULL)) AS changed
SET n.source = row.source, n.type = row.type, n.id = row.id, n.name = row.name,
    n.userName = row.userName, n.externalId = row.externalId, n.employeeNumber = row.employeeNumber,
    n.email = row.email, n.active = row.active, n.kind = row.kind, n.department = row.department,
    n.title = row.title, n.manager = row.manager, n.linkedSource = row.linkedSource,
    n.linkedId = row.linkedId, n.correlation = row.correlation, n.owner = row.owner, n.version = row.version, n.stamp = $stamp, n.lastSeen = $at
WITH row, changed
WHERE changed
RETURN row.key AS key
