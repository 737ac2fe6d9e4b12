// purpose: note when a user last signed in
// params:  name STRING, id STRING, at ZONED DATETIME
// returns: none
// mode:    write
MATCH (u:User {name: $name})
WHERE u.id = $id
SET u.signedInAt = $at
