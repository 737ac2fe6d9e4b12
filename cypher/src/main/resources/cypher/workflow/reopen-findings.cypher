// purpose: store that findings count again that were set aside; an acceptance ended when it had been said
// params:  findings LIST<MAP>, at ZONED DATETIME, run STRING, cause STRING
// returns: none
// mode:    write
UNWIND $findings AS row
MATCH (f:Finding {key: row.key})
SET f += row, f.lastRun = $run
CREATE (:FindingEvent {key: row.key, run: $run, change: 'REOPENED', cause: $cause,
                       at: CASE $cause WHEN 'ACCEPTANCE_ENDED' THEN coalesce(f.acceptedUntil, $at) ELSE $at END})
