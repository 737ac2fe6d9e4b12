// purpose: keep how an attempt to deliver a message ended
// params:  id STRING, state STRING, attempts INTEGER, triedAt ZONED DATETIME, status INTEGER, problem STRING
// returns: none
// mode:    write
MATCH (d:WebhookDelivery {id: $id})
SET d.state = $state, d.attempts = $attempts, d.triedAt = $triedAt, d.status = $status,
    d.problem = $problem
