// purpose: say which entitlements of a source its usage feed covers, and for which time, and forget what
//          an earlier feed of that source said; what is pushed stays
// params:  rows LIST<MAP>, source STRING, stamp STRING
// returns: none
// mode:    write
OPTIONAL MATCH (old:UsageCoverage {source: $source})
WHERE old.feed IS NULL
DELETE old
WITH DISTINCT 1 AS once
OPTIONAL MATCH (use:Use {source: $source})
WHERE use.stamp <> $stamp AND use.feed IS NULL
DELETE use
WITH DISTINCT 1 AS once
UNWIND $rows AS row
CREATE (:UsageCoverage {source: $source, entitlement: row.entitlement, from: row.from, to: row.to})
