// purpose: mark findings as resolved that no longer hold; whoever accepted one accepted what was there
// params:  keys LIST<STRING>, at ZONED DATETIME, run STRING
// returns: none
// mode:    write
UNWIND $keys AS key
MATCH (f:Finding {key: key})
SET f.state = 'RESOLVED', f.resolvedAt = $at,
    f.acceptedUntil = null, f.acceptedBy = null, f.acceptedReason = null, f.acceptedAt = null
CREATE (:FindingEvent {key: key, at: $at, run: $run, change: 'RESOLVED'})
