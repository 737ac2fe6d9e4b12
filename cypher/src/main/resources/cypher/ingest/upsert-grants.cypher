// purpose: write that an account or group holds an entitlement
// params:  rows LIST<LIST<ANY>>, source STRING, stamp STRING, at ZONED DATETIME
// returns: none
// mode:    write
CALL () {
  MATCH (part:GraphPart {source: $source})
  SET part.revision = randomUUID()
}
UNWIND $rows AS row
WITH row[0] AS from, row[1] AS to, row[2] AS via, row[3] AS attribute,
     row[4] AS since, row[5] AS validFrom, row[6] AS validTo, row[7] AS fact
MATCH (a:Node {key: from})
MATCH (b:Node {key: to})
MERGE (a)-[r:HOLDS {via: via}]->(b)
ON CREATE SET r.firstSeen = $at
ON MATCH SET r.lastSeen = $at, r.missing = null
SET r.source = $source, r.attribute = attribute, r.since = since, r.validFrom = validFrom,
    r.validTo = validTo, r.fact = fact, r.stamp = $stamp
