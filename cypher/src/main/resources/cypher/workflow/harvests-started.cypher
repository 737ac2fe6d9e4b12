// purpose: when the last harvest of each source began, and when the last that read everything
// params:  none
// returns: source STRING, startedAt ZONED DATETIME, inFullAt ZONED DATETIME
// mode:    read
MATCH (h:Harvest)
WHERE h.startedAt IS NOT NULL
RETURN h.source AS source, max(h.startedAt) AS startedAt,
       max(CASE WHEN h.state <> 'UPDATED' THEN h.startedAt END) AS inFullAt
ORDER BY source
