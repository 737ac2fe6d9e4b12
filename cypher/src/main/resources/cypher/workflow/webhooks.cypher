// purpose: who outside is told of events, oldest first
// params:  none
// returns: id STRING, url STRING, events LIST<STRING>, least STRING, active BOOLEAN, stopped STRING, generation INTEGER,
//          oldUntil ZONED DATETIME, createdAt ZONED DATETIME, createdBy STRING, since ZONED DATETIME,
//          failingSince ZONED DATETIME, failures INTEGER, nextAt ZONED DATETIME, problem STRING
// mode:    read
MATCH (w:Webhook)
RETURN w.id AS id, w.url AS url, w.events AS events, w.least AS least, w.active AS active,
       w.stopped AS stopped, w.generation AS generation, w.oldUntil AS oldUntil,
       w.createdAt AS createdAt, w.createdBy AS createdBy, w.since AS since,
       w.failingSince AS failingSince, w.failures AS failures, w.nextAt AS nextAt,
       w.problem AS problem
ORDER BY createdAt, id
