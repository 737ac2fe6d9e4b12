// purpose: forget what people decided of findings, before the evidence tells it again
// params:  none
// returns: none
// mode:    write
MATCH (f:Finding)
WHERE f.assignee IS NOT NULL OR f.acceptedAt IS NOT NULL
SET f.state = CASE f.state WHEN 'ACCEPTED' THEN 'OPEN' ELSE f.state END, f.assignee = null,
    f.acceptedUntil = null, f.acceptedBy = null, f.acceptedReason = null, f.acceptedAt = null
