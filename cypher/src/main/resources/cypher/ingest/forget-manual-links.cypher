// purpose: forget what people decided of accounts by hand, before the evidence tells it again
// params:  none
// returns: none
// mode:    write
MATCH (m:ManualLink)
DELETE m
