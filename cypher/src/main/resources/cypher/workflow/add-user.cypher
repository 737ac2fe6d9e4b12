// purpose: give a name to a new user, unless somebody has it
// params:  name STRING, id STRING, at ZONED DATETIME
// returns: mine BOOLEAN
// mode:    write
MERGE (u:User {name: $name})
ON CREATE SET u.id = $id, u.version = 0, u.createdAt = $at
RETURN u.id = $id AS mine
