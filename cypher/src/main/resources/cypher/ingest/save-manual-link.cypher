// purpose: keep that a person gave an account to an identity, or to nobody where identity is null, in place
//          of what was decided of it by hand before
// params:  account STRING, identity STRING, by STRING, at ZONED DATETIME, reason STRING
// returns: none
// mode:    write
MERGE (m:ManualLink {account: $account})
SET m.identity = $identity, m.by = $by, m.at = $at, m.reason = $reason
