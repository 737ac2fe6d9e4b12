// purpose: keep how far events were queued for webhooks
// params:  analysis INTEGER, evidence INTEGER, at ZONED DATETIME, position INTEGER
// returns: none
// mode:    write
MERGE (c:WebhookCursor {name: 'webhooks'})
SET c.analysis = $analysis, c.evidence = $evidence, c.at = $at, c.position = $position
