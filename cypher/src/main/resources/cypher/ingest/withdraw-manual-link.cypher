// purpose: forget what a person decided of an account, so that the rules decide again
// params:  account STRING
// returns: none
// mode:    write
MATCH (m:ManualLink {account: $account})
DELETE m
