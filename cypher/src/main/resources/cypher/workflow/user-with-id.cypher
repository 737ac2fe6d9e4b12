// purpose: the user with an id
// params:  id STRING
// returns: id STRING, userName STRING, displayName STRING, email STRING, roles LIST<STRING>, sources LIST<STRING>, departments LIST<STRING>, active BOOLEAN, origin STRING, externalId STRING, temporary BOOLEAN, mustChange BOOLEAN, verifier STRING, generation INTEGER, version INTEGER, createdAt ZONED DATETIME, changedAt ZONED DATETIME, signedInAt ZONED DATETIME
// mode:    read
MATCH (u:User)
WHERE u.id = $id AND u.version > 0
RETURN u.id AS id, u.userName AS userName, u.displayName AS displayName, u.email AS email, u.roles AS roles,
  coalesce(u.sources, []) AS sources, coalesce(u.departments, []) AS departments, u.active AS active, u.origin AS origin, u.externalId AS externalId, u.temporary AS temporary,
  u.mustChange AS mustChange, u.verifier AS verifier, u.generation AS generation, u.version AS version,
  u.createdAt AS createdAt, u.changedAt AS changedAt, u.signedInAt AS signedInAt
