// purpose: the remediation run with a name
// params:  id STRING
// returns: id STRING, state STRING, plan STRING, planHash STRING, findings LIST<STRING>,
//          proposedBy STRING, proposedAt ZONED DATETIME, dryRun STRING, approvals STRING,
//          started STRING, finishedAt ZONED DATETIME, items STRING, message STRING
// mode:    read
MATCH (r:RemediationRun {id: $id})
RETURN r.id AS id, r.state AS state, r.plan AS plan, r.planHash AS planHash,
       r.findings AS findings, r.proposedBy AS proposedBy, r.proposedAt AS proposedAt,
       r.dryRun AS dryRun, r.approvals AS approvals, r.started AS started,
       r.finishedAt AS finishedAt, r.items AS items, r.message AS message
