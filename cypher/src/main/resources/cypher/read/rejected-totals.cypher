// purpose: how many resources of each source could not be used so far
// params:  none
// returns: source STRING, total INTEGER
// mode:    read
MATCH (q:RejectedResource)
RETURN q.source AS source, count(*) AS total
ORDER BY source
