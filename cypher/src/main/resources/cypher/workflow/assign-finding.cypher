// purpose: keep who is to work on a finding; nobody where assignee is null
// params:  key STRING, assignee STRING, by STRING, at ZONED DATETIME
// returns: none
// mode:    write
MATCH (f:Finding {key: $key})
SET f.assignee = $assignee
CREATE (:FindingEvent {key: $key, at: $at, change: 'ASSIGNED', by: $by, assignee: $assignee})
