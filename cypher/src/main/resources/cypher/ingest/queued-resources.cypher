// purpose: the resources of a source that could not be used so far
// params:  source STRING
// returns: key STRING
// mode:    read
MATCH (q:RejectedResource {source: $source})
RETURN q.key AS key
ORDER BY key
