// purpose: note the day on which a key was last used
// params:  hash STRING, day DATE
// returns: none
// mode:    write
MATCH (k:ApiKey {hash: $hash})
SET k.lastUsed = $day
