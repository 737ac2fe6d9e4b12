// purpose: forget when people decided of findings, before the evidence tells it again
// params:  none
// returns: none
// mode:    write
MATCH (e:FindingEvent)
WHERE e.change IN ['ACCEPTED', 'ASSIGNED', 'COMMENTED'] OR e.cause = 'ACCEPTANCE_WITHDRAWN'
DELETE e
