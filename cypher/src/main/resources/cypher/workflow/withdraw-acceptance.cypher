// purpose: keep that somebody took an acceptance back, so that the finding counts again
// params:  key STRING, by STRING, reason STRING, at ZONED DATETIME
// returns: none
// mode:    write
MATCH (f:Finding {key: $key})
SET f.state = CASE f.state WHEN 'ACCEPTED' THEN 'OPEN' ELSE f.state END,
    f.acceptedUntil = null, f.acceptedBy = null, f.acceptedReason = null, f.acceptedAt = null
CREATE (:FindingEvent {key: $key, at: $at, change: 'REOPENED', cause: 'ACCEPTANCE_WITHDRAWN', by: $by,
                       text: $reason})
