// purpose: keep how a request with an Idempotency-Key was answered
// params:  id STRING, at ZONED DATETIME, status INTEGER, contentType STRING, location STRING, etag STRING, body STRING
// returns: none
// mode:    write
MATCH (r:IdempotentRequest {id: $id})
SET r.endedAt = $at, r.status = $status, r.contentType = $contentType, r.location = $location,
    r.etag = $etag, r.body = $body
