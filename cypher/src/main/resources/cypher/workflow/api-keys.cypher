// purpose: every key of a program, the newest first
// params:  none
// returns: id STRING, hash STRING, owner STRING, ownerName STRING, label STRING, scopes LIST<STRING>, createdAt ZONED DATETIME, expiresAt ZONED DATETIME, revokedAt ZONED DATETIME, revokedBy STRING, lastUsed DATE
// mode:    read
MATCH (k:ApiKey)
RETURN k.id AS id, k.hash AS hash, k.owner AS owner, k.ownerName AS ownerName, k.label AS label,
  k.scopes AS scopes, k.createdAt AS createdAt, k.expiresAt AS expiresAt, k.revokedAt AS revokedAt,
  k.revokedBy AS revokedBy, k.lastUsed AS lastUsed
ORDER BY createdAt DESC, id
