// purpose: store a remediation run, in the place of what was stored of it
// params:  id STRING, state STRING, plan STRING, planHash STRING, findings LIST<STRING>,
//          proposedBy STRING, proposedAt ZONED DATETIME, dryRun STRING, approvals STRING,
//          started STRING, finishedAt ZONED DATETIME, items STRING, message STRING
// returns: none
// mode:    write
MERGE (r:RemediationRun {id: $id})
SET r.state = $state, r.plan = $plan, r.planHash = $planHash, r.findings = $findings,
    r.proposedBy = $proposedBy, r.proposedAt = $proposedAt,
    r.dryRun = coalesce($dryRun, r.dryRun), r.approvals = $approvals, r.started = $started,
    r.finishedAt = $finishedAt, r.items = $items, r.message = $message
