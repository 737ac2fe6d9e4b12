// purpose: from when until when usage feeds tell of every use in a source, of how many of its entitlements or
//          of all ('*'), and how many pushed uses wait for whom or what they name
// params:  source STRING
// returns: from ZONED DATETIME, until ZONED DATETIME, whole BOOLEAN, entitlements INTEGER, feed STRING,
//          waiting INTEGER
// mode:    read
MATCH (c:UsageCoverage {source: $source})
WITH c.from AS from, c.to AS until, c.feed AS feed, collect(c.entitlement) AS covered
RETURN from, until, '*' IN covered AS whole, size(covered) AS entitlements, feed,
       COUNT { (p:PendingUse {source: $source}) WHERE feed IS NOT NULL AND p.feed = feed } AS waiting
ORDER BY from, until
