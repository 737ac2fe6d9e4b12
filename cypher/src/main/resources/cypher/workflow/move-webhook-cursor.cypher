// purpose: keep how far events were queued for webhooks; where nothing was begun, nothing is kept
// params:  analysis INTEGER, evidence INTEGER, at ZONED DATETIME, position INTEGER
// returns: none
// mode:    write
MATCH (c:WebhookCursor {name: 'webhooks'})
SET c.analysis = $analysis, c.evidence = $evidence, c.at = $at, c.position = $position
