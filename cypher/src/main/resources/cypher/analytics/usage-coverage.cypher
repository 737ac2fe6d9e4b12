// purpose: which time the usage feeds cover, for a whole source (*) or one entitlement; a feed of files has
//          no id
// params:  none
// returns: source STRING, entitlement STRING, from ZONED DATETIME, to ZONED DATETIME, feed STRING
// mode:    read
MATCH (c:UsageCoverage)
RETURN c.source AS source, c.entitlement AS entitlement, c.from AS from, c.to AS to, c.feed AS feed
ORDER BY source, entitlement, from
