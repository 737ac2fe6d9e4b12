// purpose: which of some resources the graph has something of: a node, or edges that they state
// params:  source STRING, keys LIST<STRING>
// returns: key STRING
// mode:    read
MATCH (n:Node {source: $source})
WHERE n.key IN $keys
RETURN n.key AS key
UNION
MATCH (:Node {source: $source})-[r:HOLDS]->(:Entitlement)
WHERE r.source = $source AND r.via IN $keys
RETURN r.via AS key
