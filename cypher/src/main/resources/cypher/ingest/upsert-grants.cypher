// purpose: write that an account or group holds an entitlement
// params:  rows LIST<MAP>, source STRING, stamp STRING, at ZONED DATETIME, baseline BOOLEAN
// returns: none
// mode:    write
CALL () {
  MATCH (part:GraphPart {source: $source})
  SET part.revision = randomUUID()
}
UNWIND $rows AS row
MATCH (a:Node {key: row.from})
MATCH (b:Node {key: row.to})
MERGE (a)-[r:HOLDS {via: row.via}]->(b)
ON CREATE SET r.firstSeen = $at
ON MATCH SET r.lastSeen = $at, r.missing = null
FOREACH (_ IN CASE WHEN r.stamp IS NULL AND NOT $baseline THEN [1] ELSE [] END |
  CREATE (:AccessChange {at: $at, change: 'APPEARED', kind: 'HOLDS', from: a.key, to: b.key,
                         source: $source, via: row.via, stamp: $stamp}))
SET r.source = $source, r.attribute = row.attribute, r.since = row.since,
    r.validFrom = row.validFrom, r.validTo = row.validTo, r.fact = row.fact,
    r.stamp = $stamp
