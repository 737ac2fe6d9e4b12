// purpose: how many identities match each rule, by one join of all that they reach
// params:  none
// returns: rule STRING, hits INTEGER
// mode:    read
MATCH (i:Identity)-[:OWNS|MEMBER_OF|HOLDS|IMPLIES|OPENS|CONTAINS|SIGNS_IN_AS*1..40]->(e:Entitlement)
WITH DISTINCT i, e
MATCH (e)-[:DOES]->(f:BenchFunction)
WITH DISTINCT i, f
MATCH (f)-[:IN_RULE]->(r:BenchRule)
WITH i, r, count(f) AS held
WHERE held = r.size
RETURN r.id AS rule, count(i) AS hits
