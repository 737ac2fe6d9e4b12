// purpose: whether an account and an identity are in the graph, and the source of the account
// params:  account STRING, identity STRING
// returns: source STRING, identityThere BOOLEAN
// mode:    read
MATCH (a:Account {key: $account})
RETURN a.source AS source, EXISTS { (:Identity {key: $identity}) } AS identityThere
