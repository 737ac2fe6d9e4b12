// purpose: write that a role implies entitlements
// params:  rows LIST<MAP>, source STRING, stamp STRING, at ZONED DATETIME
// returns: none
// mode:    write
CALL () {
  MATCH (part:GraphPart {source: $source})
  SET part.revision = randomUUID()
}
UNWIND $rows AS row
MATCH (a:Node {key: row.from})
MATCH (b:Node {key: row.to})
MERGE (a)-[r:IMPLIES {via: row.via}]->(b)
ON CREATE SET r.firstSeen = $at
ON MATCH SET r.lastSeen = $at, r.missing = null
SET r.source = $source, r.attribute = row.attribute, r.since = row.since,
    r.validFrom = row.validFrom, r.validTo = row.validTo, r.fact = row.fact,
    r.stamp = $stamp
