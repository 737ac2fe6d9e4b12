// purpose: the resources of some types that a harvest did not see: nodes, and permissions, which have none
// params:  source STRING, stamp STRING, types LIST<STRING>
// returns: key STRING
// mode:    read
MATCH (n:Node {source: $source})
WHERE n.stamp <> $stamp AND n.type IN $types
RETURN n.key AS key
UNION
MATCH (:Node {source: $source})-[r:HOLDS]->(:Entitlement)
WHERE 'ContainerPermission' IN $types AND r.source = $source AND r.stamp <> $stamp
  AND r.via STARTS WITH ($source + '/ContainerPermission/')
RETURN r.via AS key
