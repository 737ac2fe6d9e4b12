// purpose: what the usage feeds saw: which account used which entitlement, when last and first, and in which
//          weeks; whole tells whether these are all the weeks with a use
// params:  none
// returns: account STRING, entitlement STRING, lastUsed ZONED DATETIME, count INTEGER,
//          firstUsed ZONED DATETIME, weeks LIST<INTEGER>, whole BOOLEAN
// mode:    read
MATCH (u:Use)
RETURN u.account AS account, u.entitlement AS entitlement, u.lastUsed AS lastUsed, u.count AS count,
       u.firstUsed AS firstUsed, u.weeks AS weeks, u.whole AS whole
ORDER BY account, entitlement
