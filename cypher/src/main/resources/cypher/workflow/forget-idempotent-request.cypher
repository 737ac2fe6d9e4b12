// purpose: forget a request with an Idempotency-Key that did nothing
// params:  id STRING
// returns: none
// mode:    write
MATCH (r:IdempotentRequest {id: $id})
DELETE r
