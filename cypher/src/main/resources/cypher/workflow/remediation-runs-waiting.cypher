// purpose: the remediation runs that wait for people, oldest first
// params:  none
// returns: id STRING
// mode:    read
MATCH (r:RemediationRun {state: 'WAITING'})
RETURN r.id AS id
ORDER BY r.proposedAt, id
