// purpose: keep that somebody takes a finding as it is until a time
// params:  key STRING, until ZONED DATETIME, by STRING, reason STRING, at ZONED DATETIME
// returns: none
// mode:    write
MATCH (f:Finding {key: $key})
SET f.state = 'ACCEPTED', f.acceptedUntil = $until, f.acceptedBy = $by, f.acceptedReason = $reason,
    f.acceptedAt = $at
CREATE (:FindingEvent {key: $key, at: $at, change: 'ACCEPTED', by: $by, text: $reason, until: $until})
