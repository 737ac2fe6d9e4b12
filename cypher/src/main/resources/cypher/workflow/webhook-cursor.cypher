// purpose: how far events were queued for webhooks
// params:  none
// returns: analysis INTEGER, evidence INTEGER, at ZONED DATETIME, position INTEGER
// mode:    read
MATCH (c:WebhookCursor {name: 'webhooks'})
RETURN c.analysis AS analysis, c.evidence AS evidence, c.at AS at, c.position AS position
