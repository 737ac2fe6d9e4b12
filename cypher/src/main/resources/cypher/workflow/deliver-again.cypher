// purpose: queue a message to a webhook once more
// params:  webhook STRING, id STRING
// returns: id STRING
// mode:    write
MATCH (d:WebhookDelivery {webhook: $webhook, id: $id})
SET d.state = 'WAITING'
RETURN d.id AS id
