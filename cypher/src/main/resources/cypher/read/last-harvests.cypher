// purpose: the last harvest of each source, and since when its data is complete
// params:  none
// returns: source STRING, stamp STRING, startedAt ZONED DATETIME, finishedAt ZONED DATETIME,
//          complete BOOLEAN, problem STRING, completeAt ZONED DATETIME
// mode:    read
MATCH (h:Harvest)
WITH h ORDER BY h.startedAt DESC
WITH h.source AS source, collect(h) AS harvests
WITH source, head(harvests) AS last, head([h IN harvests WHERE h.complete]) AS whole
RETURN source, last.stamp AS stamp, last.startedAt AS startedAt, last.finishedAt AS finishedAt,
       coalesce(last.complete, false) AS complete, last.problem AS problem,
       whole.finishedAt AS completeAt
ORDER BY source
