// purpose: write entitlements, roles and rights as one harvest saw them; one that only a grant names
//          keeps what its own resource said before
// params:  rows LIST<LIST<ANY>>, source STRING, stamp STRING, at ZONED DATETIME
// returns: none
// mode:    write
CALL () {
  MATCH (part:GraphPart {source: $source})
  SET part.revision = randomUUID()
}
UNWIND $rows AS row
WITH row[0] AS key, row[2] AS type, row[3] AS id, row[4] AS name, row[5] AS description,
     row[6] AS value, row[7] AS right, row[8] AS sensitivity, row[9] AS crownJewel,
     row[14] AS declared, row[15] AS resourceId, row[16] AS version, row[17] AS fact
MERGE (n:Node {key: key})
ON CREATE SET n:Entitlement, n.firstSeen = $at,
              n.name = name, n.sensitivity = sensitivity, n.crownJewel = crownJewel
ON MATCH SET n.lastSeen = $at, n.missing = null
SET n += {source: $source, type: type, id: id, value: value, right: right},
    n.stamp = $stamp
FOREACH (_ IN CASE WHEN declared THEN [1] ELSE [] END |
  SET n += {name: name, description: description, sensitivity: sensitivity,
            crownJewel: crownJewel, resourceId: resourceId, version: version},
      n.fact = fact)
