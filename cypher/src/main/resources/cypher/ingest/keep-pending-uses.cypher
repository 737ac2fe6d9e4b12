// purpose: keep uses by accounts or of entitlements that the graph does not know yet
// params:  feed STRING, source STRING, rows LIST<MAP>
// returns: none
// mode:    write
UNWIND $rows AS row
CREATE (:PendingUse {feed: $feed, source: $source, accounts: row.accounts, entitlement: row.entitlement,
                     at: row.at, count: row.count})
