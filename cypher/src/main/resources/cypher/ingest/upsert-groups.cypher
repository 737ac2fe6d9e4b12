// purpose: write groups as one harvest saw them
// params:  rows LIST<MAP>, stamp STRING, at ZONED DATETIME
// returns: none
// mode:    write
UNWIND $rows AS row
MERGE (n:Node {key: row.key})
ON CREATE SET n:Group, n.firstSeen = $at
SET n.source = row.source, n.type = row.type, n.id = row.id, n.stamp = $stamp, n.lastSeen = $at,
    n.name = row.name, n.description = row.description, n.linkedSource = row.linkedSource,
    n.linkedId = row.linkedId, n.version = row.version
