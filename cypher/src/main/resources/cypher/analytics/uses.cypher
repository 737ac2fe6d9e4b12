// purpose: what the usage feeds saw: which account used which entitlement last
// params:  none
// returns: account STRING, entitlement STRING, lastUsed ZONED DATETIME, count INTEGER
// mode:    read
MATCH (u:Use)
RETURN u.account AS account, u.entitlement AS entitlement, u.lastUsed AS lastUsed, u.count AS count
ORDER BY account, entitlement
