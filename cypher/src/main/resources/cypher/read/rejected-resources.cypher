// purpose: the resources of a source that could not be used so far, those tried most often first
// params:  source STRING, limit INTEGER
// returns: endpoint STRING, id STRING, reason STRING, pointer STRING, firstSeen ZONED DATETIME,
//          lastSeen ZONED DATETIME, tries INTEGER
// mode:    read
MATCH (q:RejectedResource {source: $source})
RETURN q.endpoint AS endpoint, q.resource AS id, q.reason AS reason, q.pointer AS pointer,
       q.firstSeen AS firstSeen, q.lastSeen AS lastSeen, q.tries AS tries
ORDER BY tries DESC, endpoint, id
LIMIT $limit
