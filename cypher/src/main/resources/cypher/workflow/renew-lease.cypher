// purpose: hold a lease longer that is held still; no row if somebody else took it
// params:  name STRING, owner STRING, epoch INTEGER, millis INTEGER
// returns: epoch INTEGER
// mode:    write
MATCH (l:Lease {name: $name})
SET l.touched = true
WITH l
WHERE l.owner = $owner AND l.epoch = $epoch
SET l.until = datetime.realtime() + duration({milliseconds: $millis})
RETURN l.epoch AS epoch
