// purpose: queue events for webhooks from here on, if none were queued before
// params:  analysis INTEGER, evidence INTEGER, at ZONED DATETIME, position INTEGER
// returns: none
// mode:    write
MERGE (c:WebhookCursor {name: 'webhooks'})
ON CREATE SET c.analysis = $analysis, c.evidence = $evidence, c.at = $at, c.position = $position
