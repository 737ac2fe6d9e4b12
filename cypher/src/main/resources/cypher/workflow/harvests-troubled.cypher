// purpose: harvests since a time that are incomplete or in quarantine
// params:  since ZONED DATETIME
// returns: stamp STRING, source STRING, state STRING, finishedAt ZONED DATETIME, problem STRING
// mode:    read
MATCH (h:Harvest)
WHERE h.finishedAt >= $since AND h.state IN ['INCOMPLETE', 'QUARANTINED']
RETURN h.stamp AS stamp, h.source AS source, h.state AS state, h.finishedAt AS finishedAt,
       h.problem AS problem
ORDER BY finishedAt, stamp
