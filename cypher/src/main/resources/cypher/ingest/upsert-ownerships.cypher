// purpose: link accounts to the identity behind them, keeping the rule that says so and how
//          sure it is, 0 to 100
// params:  rows LIST<MAP>, stamp STRING, at ZONED DATETIME
// returns: none
// mode:    write
CALL () {
  MATCH (part:GraphPart {source: 'firebreak'})
  SET part.revision = randomUUID()
}
UNWIND $rows AS row
MATCH (i:Node {key: row.identity})
MATCH (a:Node {key: row.account})
MERGE (i)-[r:OWNS]->(a)
ON CREATE SET r.firstSeen = $at
SET r.source = 'firebreak', r.rule = row.rule, r.confidence = row.confidence, r.stamp = $stamp, r.lastSeen = $at
