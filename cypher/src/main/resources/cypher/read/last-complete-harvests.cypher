// purpose: when the last harvest of each source began that the graph follows: it saw all that is there now
// params:  none
// returns: source STRING, at ZONED DATETIME
// mode:    read
MATCH (h:Harvest)
WHERE h.complete
RETURN h.source AS source, max(h.startedAt) AS at
ORDER BY source
