// purpose: forget which events came so long ago that none of them is accepted again
// params:  feed STRING, before ZONED DATETIME
// returns: none
// mode:    write
MATCH (e:SecurityEvent {feed: $feed})
WHERE e.at < $before
DELETE e
