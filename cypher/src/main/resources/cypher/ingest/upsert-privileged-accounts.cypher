// purpose: write privileged accounts, never their secrets, as one harvest saw them; returned are the keys
//          of those that are new or not as they were
// params:  rows LIST<MAP>, stamp STRING, at ZONED DATETIME
// returns: key STRING
// mode:    write
UNWIND $rows AS row
MERGE (n:Node {key: row.key})
ON CREATE SET n:PrivilegedAccount, n.firstSeen = $at
WITH n, row,
     n.stamp IS NULL OR
    any(k IN ['name', 'description', 'userName', 'signsInSource', 'sensitivity', 'crownJewel',
              'linkedSource', 'linkedId', 'version']
        WHERE NOT coalesce(n[k] = row[k], n[k] IS NULL AND row[k] IS NULL)) AS changed
SET n.source = row.source, n.type = row.type, n.id = row.id, n.stamp = $stamp, n.lastSeen = $at,
    n.name = row.name, n.description = row.description, n.userName = row.userName,
    n.signsInSource = row.signsInSource, n.linkedSource = row.linkedSource,
    n.linkedId = row.linkedId,
    n.sensitivity = row.sensitivity, n.crownJewel = row.crownJewel, n.version = row.version
WITH row, changed
WHERE changed
RETURN row.key AS key
