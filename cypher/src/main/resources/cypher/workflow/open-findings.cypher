// purpose: store findings that were not open before; those that were once resolved open again
// params:  findings LIST<MAP>, at ZONED DATETIME, run STRING
// returns: none
// mode:    write
UNWIND $findings AS row
OPTIONAL MATCH (known:Finding {key: row.key})
WITH row, CASE WHEN known IS NULL THEN 'OPENED' ELSE 'REOPENED' END AS change
MERGE (f:Finding {key: row.key})
SET f += row, f.openedAt = $at, f.resolvedAt = null, f.lastRun = $run
CREATE (:FindingEvent {key: row.key, at: $at, run: $run, change: change})
