// purpose: write when an account last used an entitlement, as a usage feed says
// params:  rows LIST<MAP>, source STRING, stamp STRING
// returns: none
// mode:    write
UNWIND $rows AS row
MERGE (u:Use {account: row.account, entitlement: row.entitlement})
SET u.source = $source,
    u.lastUsed = CASE WHEN u.feed IS NOT NULL AND u.lastUsed > row.lastUsed THEN u.lastUsed
                 ELSE row.lastUsed END,
    u.count = row.count, u.stamp = $stamp
