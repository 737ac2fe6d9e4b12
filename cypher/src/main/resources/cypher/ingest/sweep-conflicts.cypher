// purpose: forget the conflicts that the last correlation did not have
// params:  stamp STRING
// returns: removed INTEGER
// mode:    write
MATCH (c:CorrelationConflict)
WHERE c.stamp <> $stamp
DELETE c
RETURN count(*) AS removed
