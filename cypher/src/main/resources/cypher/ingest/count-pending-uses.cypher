// purpose: how many uses of a feed wait for an account or an entitlement
// params:  feed STRING
// returns: waiting INTEGER
// mode:    read
MATCH (p:PendingUse {feed: $feed})
RETURN count(p) AS waiting
