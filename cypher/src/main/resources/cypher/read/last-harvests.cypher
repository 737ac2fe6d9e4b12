// purpose: the last harvest of each source, since when its data is complete, and the harvest that waits in
//          quarantine if there is one
// params:  none
// returns: source STRING, stamp STRING, startedAt ZONED DATETIME, continuedFrom ZONED DATETIME,
//          finishedAt ZONED DATETIME, state STRING, problem STRING, held INTEGER, completeAt ZONED DATETIME, acceptedBy STRING,
//          acceptedAt ZONED DATETIME, quarantineStamp STRING, quarantineAt ZONED DATETIME,
//          quarantineProblem STRING
// mode:    read
MATCH (h:Harvest)
WITH h ORDER BY coalesce(h.finishedAt, h.startedAt) DESC
WITH h.source AS source, collect(h) AS harvests
WITH source, head(harvests) AS last, head([h IN harvests WHERE h.complete]) AS followed,
     head([h IN harvests WHERE h.complete OR h.state = 'QUARANTINED']) AS whole
RETURN source, last.stamp AS stamp, last.startedAt AS startedAt,
       last.continuedFrom AS continuedFrom, last.finishedAt AS finishedAt,
       coalesce(last.state, CASE WHEN last.complete THEN 'COMPLETE' ELSE 'INCOMPLETE' END) AS state,
       last.problem AS problem, coalesce(last.held, 0) AS held, followed.finishedAt AS completeAt,
       followed.acceptedBy AS acceptedBy, followed.acceptedAt AS acceptedAt,
       CASE WHEN whole.state = 'QUARANTINED' THEN whole.stamp END AS quarantineStamp,
       CASE WHEN whole.state = 'QUARANTINED' THEN whole.startedAt END AS quarantineAt,
       CASE WHEN whole.state = 'QUARANTINED' THEN whole.problem END AS quarantineProblem
ORDER BY source
