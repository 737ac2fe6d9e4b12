// purpose: write entitlements, roles and rights as one harvest saw them; one that only a grant names keeps
//          what its own resource said before; returned are the keys of those that are new or not as they were
// params:  rows LIST<MAP>, stamp STRING, at ZONED DATETIME
// returns: key STRING
// mode:    write
UNWIND $rows AS row
MERGE (n:Node {key: row.key})
ON CREATE SET n:Entitlement, n.firstSeen = $at, n.name = row.name, n.sensitivity = row.sensitivity,
              n.crownJewel = row.crownJewel
WITH n, row,
     n.stamp IS NULL OR row.declared AND
    any(k IN ['name', 'description', 'value', 'right', 'sensitivity', 'crownJewel',
              'resourceId', 'version']
        WHERE NOT coalesce(n[k] = row[k], n[k] IS NULL AND row[k] IS NULL)) AS changed
SET n.source = row.source, n.type = row.type, n.id = row.id, n.stamp = $stamp, n.lastSeen = $at,
    n.value = row.value, n.right = row.right,
    n.name = CASE WHEN row.declared THEN row.name ELSE n.name END,
    n.sensitivity = CASE WHEN row.declared THEN row.sensitivity ELSE n.sensitivity END,
    n.crownJewel = CASE WHEN row.declared THEN row.crownJewel ELSE n.crownJewel END,
    n.description = CASE WHEN row.declared THEN row.description ELSE n.description END,
    n.resourceId = CASE WHEN row.declared THEN row.resourceId ELSE n.resourceId END,
    n.version = CASE WHEN row.declared THEN row.version ELSE n.version END
WITH row, changed
WHERE changed
RETURN row.key AS key
