// purpose: keep the resources of a source that one harvest could not use, each with the reason
// params:  rows LIST<MAP>, source STRING, stamp STRING, at ZONED DATETIME
// returns: none
// mode:    write
UNWIND $rows AS row
MERGE (q:RejectedResource {key: row.key})
ON CREATE SET q.firstSeen = $at, q.tries = 0
SET q.source = $source, q.endpoint = row.endpoint, q.resource = row.id, q.reason = row.reason,
    q.pointer = row.pointer, q.lastSeen = $at, q.tries = q.tries + 1, q.stamp = $stamp
