// purpose: forget that harvests of these sources have begun, since they are over
// params:  sources LIST<STRING>
// returns: none
// mode:    write
UNWIND $sources AS source
MATCH (b:HarvestBegun {source: source})
DELETE b
