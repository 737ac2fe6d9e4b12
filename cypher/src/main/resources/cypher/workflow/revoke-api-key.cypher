// purpose: end a key
// params:  hash STRING, at ZONED DATETIME, by STRING
// returns: none
// mode:    write
MATCH (k:ApiKey {hash: $hash})
SET k.revokedAt = $at, k.revokedBy = $by
