// purpose: count one analysis more; its lock makes runs that are stored at once wait for each other
// params:  none
// returns: runs INTEGER
// mode:    write
MERGE (c:AnalysisCounter {name: 'analysis'})
SET c.touched = true
WITH c
SET c.runs = coalesce(c.runs, 0) + 1
RETURN c.runs AS runs
