// purpose: write entitlements, roles and rights as one harvest saw them; one that only a grant names keeps
//          what its own resource said before
// params:  rows LIST<MAP>, source STRING, stamp STRING, at ZONED DATETIME
// returns: none
// mode:    write
CALL () {
  MATCH (part:GraphPart {source: $source})
  SET part.revision = randomUUID()
}
UNWIND $rows AS row
WITH row.of AS of, row.declared AS declared, row.fact AS fact
MERGE (n:Node {key: of.key})
ON CREATE SET n:Entitlement, n.firstSeen = $at,
              n.name = of.name, n.sensitivity = of.sensitivity, n.crownJewel = of.crownJewel
ON MATCH SET n.lastSeen = $at, n.missing = null
SET n += of {.source, .type, .id, .value, .right},
    n.stamp = $stamp
FOREACH (_ IN CASE WHEN declared THEN [1] ELSE [] END |
  SET n += of {.name, .description, .sensitivity, .crownJewel, .resourceId, .version},
      n.fact = fact)
