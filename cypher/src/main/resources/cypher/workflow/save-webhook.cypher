// purpose: keep who outside is told of events, in the place of what was kept
// params:  id STRING, url STRING, events LIST<STRING>, least STRING, active BOOLEAN, stopped STRING, generation INTEGER,
//          oldUntil ZONED DATETIME, createdAt ZONED DATETIME, createdBy STRING, since ZONED DATETIME,
//          failingSince ZONED DATETIME, failures INTEGER, nextAt ZONED DATETIME, problem STRING
// returns: none
// mode:    write
MERGE (w:Webhook {id: $id})
SET w.url = $url, w.events = $events, w.least = $least, w.active = $active, w.stopped = $stopped,
    w.generation = $generation, w.oldUntil = $oldUntil, w.createdAt = $createdAt,
    w.createdBy = $createdBy, w.since = $since, w.failingSince = $failingSince,
    w.failures = $failures, w.nextAt = $nextAt, w.problem = $problem
