// purpose: how many analyses have been stored
// params:  none
// returns: runs INTEGER
// mode:    read
OPTIONAL MATCH (c:AnalysisCounter {name: 'analysis'})
RETURN coalesce(c.runs, 0) AS runs
