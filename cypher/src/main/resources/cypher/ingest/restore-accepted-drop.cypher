// purpose: note again who accepted a harvest that was in quarantine, and when
// params:  stamp STRING, by STRING, at ZONED DATETIME
// returns: stamp STRING
// mode:    write
MATCH (h:Harvest {stamp: $stamp, state: 'COMPLETE'})
SET h.acceptedBy = $by, h.acceptedAt = $at
RETURN h.stamp AS stamp
