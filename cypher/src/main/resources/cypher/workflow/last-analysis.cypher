// purpose: the number of the last analysis; 0 before the first
// params:  none
// returns: analysis INTEGER
// mode:    read
MATCH (r:AnalysisRun)
RETURN coalesce(max(toInteger(r.id)), 0) AS analysis
