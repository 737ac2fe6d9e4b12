// purpose: how many conflicts the last correlation had, and of how many accounts
// params:  none
// returns: conflicts INTEGER, accounts INTEGER
// mode:    read
MATCH (c:CorrelationConflict)
RETURN count(*) AS conflicts, count(DISTINCT c.account) AS accounts
