// purpose: forget the conflicts that the last correlation did not have
// params:  stamp STRING, at ZONED DATETIME
// returns: removed INTEGER
// mode:    write
MATCH (c:CorrelationConflict)
WHERE c.stamp <> $stamp
DELETE c
RETURN count(*) AS removed
