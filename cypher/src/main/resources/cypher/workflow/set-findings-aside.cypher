// purpose: store findings that are mitigated or yet to come and were not before
// params:  findings LIST<MAP>, at ZONED DATETIME, run STRING
// returns: none
// mode:    write
UNWIND $findings AS row
MERGE (f:Finding {key: row.key})
SET f.openedAt = CASE WHEN f.openedAt IS NULL OR f.resolvedAt IS NOT NULL THEN $at ELSE f.openedAt END
SET f += row, f.resolvedAt = null, f.lastRun = $run
CREATE (:FindingEvent {key: row.key, at: $at, run: $run, change: row.state})
