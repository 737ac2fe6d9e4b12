// purpose: which resources of a source changed, as it said by events, oldest first
// params:  source STRING
// returns: type STRING, resource STRING, event STRING, at ZONED DATETIME
// mode:    read
MATCH (n:Notice {source: $source})
RETURN n.type AS type, n.resource AS resource, n.event AS event, n.at AS at
ORDER BY at, type, resource
