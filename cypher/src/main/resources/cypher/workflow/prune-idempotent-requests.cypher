// purpose: forget the requests with an Idempotency-Key whose time is over
// params:  now ZONED DATETIME
// returns: none
// mode:    write
MATCH (r:IdempotentRequest)
WHERE r.until <= $now
DELETE r
