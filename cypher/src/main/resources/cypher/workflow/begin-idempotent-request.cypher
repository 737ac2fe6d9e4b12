// purpose: begin a request with an Idempotency-Key, unless it was begun before and is still remembered
// params:  id STRING, user STRING, fingerprint STRING, at ZONED DATETIME, until ZONED DATETIME
// returns: begun BOOLEAN, fingerprint STRING, at ZONED DATETIME, endedAt ZONED DATETIME, status INTEGER, contentType STRING,
//          location STRING, etag STRING, body STRING
// mode:    write
MERGE (r:IdempotentRequest {id: $id})
SET r.touched = true
WITH r, r.until IS NULL OR r.until <= $at AS begun
SET r.user = CASE WHEN begun THEN $user ELSE r.user END,
    r.fingerprint = CASE WHEN begun THEN $fingerprint ELSE r.fingerprint END,
    r.at = CASE WHEN begun THEN $at ELSE r.at END,
    r.until = CASE WHEN begun THEN $until ELSE r.until END,
    r.endedAt = CASE WHEN begun THEN null ELSE r.endedAt END,
    r.status = CASE WHEN begun THEN null ELSE r.status END,
    r.contentType = CASE WHEN begun THEN null ELSE r.contentType END,
    r.location = CASE WHEN begun THEN null ELSE r.location END,
    r.etag = CASE WHEN begun THEN null ELSE r.etag END,
    r.body = CASE WHEN begun THEN null ELSE r.body END
RETURN begun, r.fingerprint AS fingerprint, r.at AS at, r.endedAt AS endedAt, r.status AS status,
       r.contentType AS contentType, r.location AS location, r.etag AS etag, r.body AS body
