// purpose: queue messages to webhooks; one that is known already stays as it is
// params:  deliveries LIST<MAP>
// returns: none
// mode:    write
UNWIND $deliveries AS row
MERGE (d:WebhookDelivery {id: row.id})
ON CREATE SET d.webhook = row.webhook, d.type = row.type, d.at = row.at, d.position = row.position,
              d.body = row.body, d.state = 'WAITING', d.attempts = 0
