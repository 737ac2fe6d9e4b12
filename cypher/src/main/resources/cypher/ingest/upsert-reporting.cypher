// purpose: write who reports to whom, and who answers for a service account
// params:  rows LIST<MAP>, stamp STRING, at ZONED DATETIME
// returns: none
// mode:    write
CALL () {
  MATCH (part:GraphPart {source: 'firebreak'})
  SET part.revision = randomUUID()
}
UNWIND $rows AS row
MATCH (i:Node {key: row.identity})
MATCH (m:Node {key: row.manager})
MERGE (i)-[r:REPORTS_TO]->(m)
ON CREATE SET r.firstSeen = $at
SET r.source = 'firebreak', r.stamp = $stamp, r.lastSeen = $at
