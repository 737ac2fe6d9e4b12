// purpose: the accounts that a person gave to an identity or to nobody, and why
// params:  none
// returns: account STRING, identity STRING, by STRING, at ZONED DATETIME, reason STRING
// mode:    read
MATCH (m:ManualLink)
RETURN m.account AS account, m.identity AS identity, m.by AS by, m.at AS at, m.reason AS reason
ORDER BY account
