// purpose: write the uses that a pushed event tells of, beside those known before
// params:  feed STRING, source STRING, stamp STRING, rows LIST<MAP>
// returns: none
// mode:    write
UNWIND $rows AS row
MERGE (u:Use {account: row.account, entitlement: row.entitlement})
SET u.source = $source, u.feed = $feed, u.stamp = $stamp, u.count = coalesce(u.count, 0) + row.count,
    u.lastUsed = CASE WHEN u.lastUsed > row.lastUsed THEN u.lastUsed ELSE row.lastUsed END
