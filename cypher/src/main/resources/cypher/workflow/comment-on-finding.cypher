// purpose: keep what somebody says of a finding
// params:  key STRING, by STRING, text STRING, at ZONED DATETIME
// returns: none
// mode:    write
MATCH (f:Finding {key: $key})
CREATE (:FindingEvent {key: f.key, at: $at, change: 'COMMENTED', by: $by, text: $text})
