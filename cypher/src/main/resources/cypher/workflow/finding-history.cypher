// purpose: what happened to the finding with a short name, oldest first
// params:  id STRING
// returns: key STRING, at ZONED DATETIME, run STRING, change STRING, cause STRING, by STRING,
//          text STRING, until ZONED DATETIME, assignee STRING
// mode:    read
MATCH (f:Finding {id: $id})
MATCH (e:FindingEvent {key: f.key})
RETURN e.key AS key, e.at AS at, e.run AS run, e.change AS change, e.cause AS cause, e.by AS by,
       e.text AS text, e.until AS until, e.assignee AS assignee
ORDER BY at, toInteger(run)
