// purpose: write what is known of one user, unless somebody else did since it was read
// params:  was STRING, name STRING, id STRING, userName STRING, displayName STRING, email STRING, roles LIST<STRING>, sources LIST<STRING>, departments LIST<STRING>, active BOOLEAN, origin STRING, externalId STRING, temporary BOOLEAN, mustChange BOOLEAN, verifier STRING, generation INTEGER, version INTEGER, changedAt ZONED DATETIME
// returns: version INTEGER
// mode:    write
MATCH (u:User {name: $was})
SET u.touched = true
WITH u
WHERE u.id = $id AND u.version = $version
SET u.name = $name, u.userName = $userName, u.displayName = $displayName, u.email = $email,
    u.roles = $roles, u.sources = $sources, u.departments = $departments, u.active = $active, u.origin = $origin, u.externalId = $externalId,
    u.temporary = $temporary, u.mustChange = $mustChange, u.verifier = $verifier,
    u.generation = $generation, u.version = $version + 1, u.changedAt = $changedAt
RETURN u.version AS version
