// purpose: the key whose hash is this
// params:  hash STRING
// returns: id STRING, hash STRING, owner STRING, ownerName STRING, label STRING, scopes LIST<STRING>, createdAt ZONED DATETIME, expiresAt ZONED DATETIME, revokedAt ZONED DATETIME, revokedBy STRING, lastUsed DATE
// mode:    read
MATCH (k:ApiKey {hash: $hash})
RETURN k.id AS id, k.hash AS hash, k.owner AS owner, k.ownerName AS ownerName, k.label AS label,
  k.scopes AS scopes, k.createdAt AS createdAt, k.expiresAt AS expiresAt, k.revokedAt AS revokedAt,
  k.revokedBy AS revokedBy, k.lastUsed AS lastUsed
