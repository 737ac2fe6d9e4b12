// purpose: keep that somebody takes a finding as it is until a time; one that is resolved, or was since,
//          stays as it is
// params:  key STRING, until ZONED DATETIME, by STRING, reason STRING, at ZONED DATETIME
// returns: none
// mode:    write
MATCH (f:Finding {key: $key})
CREATE (:FindingEvent {key: $key, at: $at, change: 'ACCEPTED', by: $by, text: $reason, until: $until})
WITH f
WHERE f.state IN ['OPEN', 'ACCEPTED']
  AND NOT EXISTS { MATCH (e:FindingEvent {key: f.key}) WHERE e.change = 'RESOLVED' AND e.at > $at }
SET f.state = 'ACCEPTED', f.acceptedUntil = $until, f.acceptedBy = $by, f.acceptedReason = $reason,
    f.acceptedAt = $at
