// purpose: give a lease back that is held still
// params:  name STRING, owner STRING, epoch INTEGER
// returns: none
// mode:    write
MATCH (l:Lease {name: $name})
SET l.touched = true
WITH l
WHERE l.owner = $owner AND l.epoch = $epoch
SET l.owner = null, l.until = null
