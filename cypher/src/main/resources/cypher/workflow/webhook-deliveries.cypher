// purpose: the last messages to a webhook, newest first
// params:  webhook STRING, most INTEGER
// returns: id STRING, webhook STRING, type STRING, at ZONED DATETIME, body STRING, state STRING, attempts INTEGER,
//          triedAt ZONED DATETIME, status INTEGER, problem STRING
// mode:    read
MATCH (d:WebhookDelivery {webhook: $webhook})
RETURN d.id AS id, d.webhook AS webhook, d.type AS type, d.at AS at, d.body AS body,
       d.state AS state, d.attempts AS attempts, d.triedAt AS triedAt, d.status AS status,
       d.problem AS problem
ORDER BY d.at DESC, d.position DESC, d.id
LIMIT $most
