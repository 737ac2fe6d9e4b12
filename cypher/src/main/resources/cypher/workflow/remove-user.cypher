// purpose: forget a user
// params:  name STRING, id STRING
// returns: none
// mode:    write
MATCH (u:User {name: $name})
WHERE u.id = $id
DELETE u
