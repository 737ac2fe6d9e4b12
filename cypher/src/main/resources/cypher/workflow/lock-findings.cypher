// purpose: keep analyses from storing anything, and decisions from being made, until this transaction ends
// params:  none
// returns: none
// mode:    write
MERGE (c:AnalysisCounter {name: 'analysis'})
SET c.touched = true
