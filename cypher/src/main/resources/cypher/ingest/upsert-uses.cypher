// purpose: write when an account used an entitlement, as a usage feed says; what was pushed of it stays
// params:  rows LIST<MAP>, source STRING, stamp STRING
// returns: none
// mode:    write
UNWIND $rows AS row
MERGE (u:Use {account: row.account, entitlement: row.entitlement})
SET u.source = $source,
    u.firstUsed = CASE WHEN u.feed IS NOT NULL AND u.firstUsed < row.firstUsed THEN u.firstUsed
                  ELSE row.firstUsed END,
    u.lastUsed = CASE WHEN u.feed IS NOT NULL AND u.lastUsed > row.lastUsed THEN u.lastUsed
                 ELSE row.lastUsed END,
    u.weeks = row.weeks + CASE WHEN u.feed IS NULL THEN []
              ELSE [week IN coalesce(u.weeks, []) WHERE NOT week IN row.weeks] END,
    u.whole = row.whole AND (u.feed IS NULL OR coalesce(u.whole, false)),
    u.count = row.count, u.stamp = $stamp
