// purpose: refresh findings that were open and still hold
// params:  findings LIST<MAP>, run STRING
// returns: none
// mode:    write
UNWIND $findings AS row
MATCH (f:Finding {key: row.key})
SET f += row, f.lastRun = $run
