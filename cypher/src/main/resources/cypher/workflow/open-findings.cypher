// purpose: store findings that were not open before; those that were once resolved open again
// params:  findings LIST<MAP>, at ZONED DATETIME, run STRING
// returns: none
// mode:    write
UNWIND $findings AS row
OPTIONAL MATCH (known:Finding {key: row.key})
WITH row, coalesce(known.state, '') = 'RESOLVED' AS back
MERGE (f:Finding {key: row.key})
SET f += row, f.openedAt = $at, f.resolvedAt = null, f.lastRun = $run
CREATE (:FindingEvent {key: row.key, at: $at, run: $run,
                       change: CASE WHEN back THEN 'REOPENED' ELSE 'OPENED' END,
                       cause: CASE WHEN back THEN 'CAME_BACK' END})
