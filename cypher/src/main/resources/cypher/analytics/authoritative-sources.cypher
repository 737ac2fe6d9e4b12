// purpose: the sources that say who is a person of the organisation
// params:  none
// returns: id STRING
// mode:    read
MATCH (s:Source)
WHERE s.authoritative
RETURN s.id AS id
ORDER BY id
