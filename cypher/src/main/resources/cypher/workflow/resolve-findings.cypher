// purpose: mark findings as resolved that no longer hold
// params:  keys LIST<STRING>, at ZONED DATETIME, run STRING
// returns: none
// mode:    write
UNWIND $keys AS key
MATCH (f:Finding {key: key})
SET f.state = 'RESOLVED', f.resolvedAt = $at
CREATE (:FindingEvent {key: key, at: $at, run: $run, change: 'RESOLVED'})
