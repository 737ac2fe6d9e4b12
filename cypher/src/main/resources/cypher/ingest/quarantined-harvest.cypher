// purpose: the last harvest of a source that read everything, if it is in quarantine
// params:  source STRING
// returns: stamp STRING, startedAt ZONED DATETIME
// mode:    read
MATCH (h:Harvest {source: $source})
WHERE h.complete OR h.state = 'QUARANTINED'
WITH h ORDER BY coalesce(h.finishedAt, h.startedAt) DESC LIMIT 1
WHERE h.state = 'QUARANTINED'
RETURN h.stamp AS stamp, h.startedAt AS startedAt
