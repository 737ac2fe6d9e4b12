// purpose: which time the usage feeds cover, for a whole source (*) or one entitlement
// params:  none
// returns: source STRING, entitlement STRING, from ZONED DATETIME, to ZONED DATETIME
// mode:    read
MATCH (c:UsageCoverage)
RETURN c.source AS source, c.entitlement AS entitlement, c.from AS from, c.to AS to
ORDER BY source, entitlement, from
