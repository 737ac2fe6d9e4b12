// purpose: remember that harvests of these sources have begun
// params:  sources LIST<STRING>, at ZONED DATETIME
// returns: none
// mode:    write
UNWIND $sources AS source
MERGE (b:HarvestBegun {source: source})
SET b.at = $at, b.times = coalesce(b.times, 0) + 1
