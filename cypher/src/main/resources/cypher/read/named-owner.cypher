// purpose: whom a source names as the owner of an identity that is no person, in its own words
// params:  key STRING
// returns: owner STRING
// mode:    read
MATCH (i:Identity {key: $key})
WHERE i.owner IS NOT NULL
RETURN i.owner AS owner
