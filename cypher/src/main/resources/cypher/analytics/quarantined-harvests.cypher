// purpose: the last harvest that read everything of each source, where it is in quarantine
// params:  none
// returns: source STRING, stamp STRING, problem STRING
// mode:    read
MATCH (h:Harvest)
WHERE h.complete OR h.state = 'QUARANTINED'
WITH h ORDER BY coalesce(h.finishedAt, h.startedAt) DESC
WITH h.source AS source, head(collect(h)) AS last
WHERE last.state = 'QUARANTINED'
RETURN source, last.stamp AS stamp, last.problem AS problem
ORDER BY source
