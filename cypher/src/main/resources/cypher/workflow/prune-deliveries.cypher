// purpose: forget messages that were delivered before a time
// params:  before ZONED DATETIME
// returns: none
// mode:    write
MATCH (d:WebhookDelivery)
WHERE d.state = 'DELIVERED' AND d.triedAt < $before
DELETE d
