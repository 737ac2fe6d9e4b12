// purpose: the resources of some types that the graph has of a source: nodes, and permissions, which have
//          none
// params:  source STRING, types LIST<STRING>
// returns: key STRING
// mode:    read
MATCH (n:Node {source: $source})
WHERE n.type IN $types
RETURN n.key AS key
UNION
MATCH (:Node {source: $source})-[r:HOLDS]->(:Entitlement)
WHERE r.source = $source AND any(type IN $types WHERE r.via STARTS WITH ($source + '/' + type + '/'))
RETURN r.via AS key
