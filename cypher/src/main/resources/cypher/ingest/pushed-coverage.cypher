// purpose: say from when until when a pushed feed was heard without a gap, and for which entitlements
//          that tells of all uses
// params:  feed STRING, source STRING, covers LIST<STRING>, from ZONED DATETIME, until ZONED DATETIME
// returns: none
// mode:    write
MERGE (f:UsageFeed {id: $feed})
SET f.from = $from, f.until = $until
WITH f
OPTIONAL MATCH (old:UsageCoverage {source: $source})
WHERE old.feed = $feed
DELETE old
WITH DISTINCT 1 AS once
UNWIND $covers AS entitlement
CREATE (:UsageCoverage {source: $source, entitlement: entitlement, from: $from, to: $until, feed: $feed})
