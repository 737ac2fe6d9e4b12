// purpose: write accounts as one harvest saw them
// params:  rows LIST<MAP>, stamp STRING, at ZONED DATETIME
// returns: none
// mode:    write
CALL () {
  UNWIND $rows AS row
  WITH DISTINCT row.of.source AS source
  MATCH (part:GraphPart {source: source})
  SET part.revision = randomUUID()
}
UNWIND $rows AS row
WITH row.of AS of, row.fact AS fact
MERGE (n:Node {key: of.key})
ON CREATE SET n:Account, n.firstSeen = $at
SET n += of {.source, .type, .id, .name, .userName, .externalId, .employeeNumber,
              .email, .active, .kind, .department, .title, .manager,
              .linkedSource, .linkedId, .correlation, .owner, .version},
    n.fact = fact, n.stamp = $stamp, n.lastSeen = $at, n.missing = null
