// purpose: write groups as one harvest saw them
// params:  rows LIST<MAP>, source STRING, stamp STRING, at ZONED DATETIME
// returns: none
// mode:    write
CALL () {
  MATCH (part:GraphPart {source: $source})
  SET part.revision = randomUUID()
}
UNWIND $rows AS row
WITH row.of AS of, row.fact AS fact
MERGE (n:Node {key: of.key})
ON CREATE SET n:Group, n.firstSeen = $at
ON MATCH SET n.lastSeen = $at, n.missing = null
SET n += of {.source, .type, .id, .name, .description, .linkedSource, .linkedId, .version},
    n.fact = fact, n.stamp = $stamp
