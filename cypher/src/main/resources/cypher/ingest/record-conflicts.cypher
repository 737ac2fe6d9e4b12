// purpose: keep what correlation could not decide, or decided against a rule, with since when
// params:  rows LIST<MAP>, stamp STRING, at ZONED DATETIME
// returns: none
// mode:    write
UNWIND $rows AS row
MERGE (c:CorrelationConflict {key: row.key})
ON CREATE SET c.firstSeen = $at
SET c.account = row.account, c.kind = row.kind, c.rule = row.rule, c.candidates = row.candidates,
    c.why = row.why, c.stamp = $stamp, c.lastSeen = $at
