// purpose: let the oldest profiles of a source go, with what they measured
// params:  source STRING, kept INTEGER
// returns: none
// mode:    write
MATCH (p:Profile {source: $source})
WITH p
ORDER BY p.at DESC, p.key DESC
SKIP $kept
OPTIONAL MATCH (p)-[:MEASURED]->(m:ProfilePoint)
DETACH DELETE m, p
