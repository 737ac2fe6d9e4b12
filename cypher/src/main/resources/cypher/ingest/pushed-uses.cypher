// purpose: write the uses that a pushed event tells of, beside those known before
// params:  feed STRING, source STRING, stamp STRING, rows LIST<MAP>
// returns: none
// mode:    write
UNWIND $rows AS row
MERGE (u:Use {account: row.account, entitlement: row.entitlement})
ON CREATE SET u.weeks = [], u.whole = true
SET u.source = $source, u.feed = $feed, u.stamp = $stamp, u.count = coalesce(u.count, 0) + row.count,
    u.firstUsed = CASE WHEN coalesce(u.firstUsed, u.lastUsed) < row.firstUsed
                  THEN coalesce(u.firstUsed, u.lastUsed) ELSE row.firstUsed END,
    u.weeks = row.weeks + [week IN coalesce(u.weeks, []) WHERE NOT week IN row.weeks],
    u.whole = row.whole AND coalesce(u.whole, false)
SET u.lastUsed = CASE WHEN u.lastUsed > row.lastUsed THEN u.lastUsed ELSE row.lastUsed END
