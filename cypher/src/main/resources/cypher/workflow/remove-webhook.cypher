// purpose: forget a webhook and its messages
// params:  id STRING
// returns: none
// mode:    write
MATCH (w:Webhook {id: $id})
DELETE w
WITH count(*) AS removed
MATCH (d:WebhookDelivery {webhook: $id})
DELETE d
