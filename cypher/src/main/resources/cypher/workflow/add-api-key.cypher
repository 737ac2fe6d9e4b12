// purpose: keep a new key of a program
// params:  id STRING, hash STRING, owner STRING, ownerName STRING, label STRING, scopes LIST<STRING>, createdAt ZONED DATETIME, expiresAt ZONED DATETIME
// returns: none
// mode:    write
MERGE (k:ApiKey {hash: $hash})
SET k.id = $id, k.owner = $owner, k.ownerName = $ownerName, k.label = $label, k.scopes = $scopes,
    k.createdAt = $createdAt, k.expiresAt = $expiresAt
