// purpose: the resources of a source that name one of some nodes which was not there
// params:  source STRING, keys LIST<STRING>
// returns: key STRING
// mode:    read
MATCH (d:DanglingEdges {source: $source})
WHERE any(name IN d.names WHERE name IN $keys)
RETURN DISTINCT d.via AS key
ORDER BY key
