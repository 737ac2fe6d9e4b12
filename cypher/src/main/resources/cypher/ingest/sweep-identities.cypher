// purpose: remove links, reporting lines and identities that the last correlation did not conclude
// params:  stamp STRING
// returns: removed INTEGER
// mode:    write
OPTIONAL MATCH (:Node)-[r:OWNS|REPORTS_TO|SIGNS_IN_AS]->(:Node)
WHERE r.source = 'firebreak' AND r.stamp <> $stamp
DELETE r
WITH count(r) AS edges
OPTIONAL MATCH (i:Identity)
WHERE i.stamp <> $stamp
DETACH DELETE i
WITH edges, count(i) AS identities
RETURN edges + identities AS removed
