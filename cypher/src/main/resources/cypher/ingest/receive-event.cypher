// purpose: note that an event of a pushed feed came, one at a time for each feed, and tell whether it is
//          the first with its key
// params:  feed STRING, key STRING, stamp STRING, at ZONED DATETIME
// returns: fresh BOOLEAN, from ZONED DATETIME, until ZONED DATETIME
// mode:    write
MERGE (f:UsageFeed {id: $feed})
SET f.touched = true
WITH f
MERGE (e:SecurityEvent {key: $key})
ON CREATE SET e.feed = $feed, e.at = $at, e.stamp = $stamp
RETURN e.stamp = $stamp AS fresh, f.from AS from, f.until AS until
