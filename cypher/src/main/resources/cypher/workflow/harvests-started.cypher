// purpose: when the last harvest of each source began
// params:  none
// returns: source STRING, startedAt ZONED DATETIME
// mode:    read
MATCH (h:Harvest)
WHERE h.startedAt IS NOT NULL
RETURN h.source AS source, max(h.startedAt) AS startedAt
ORDER BY source
