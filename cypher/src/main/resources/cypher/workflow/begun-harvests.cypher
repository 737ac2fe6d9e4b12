// purpose: the harvests that have begun and never ended, and how often each was begun
// params:  none
// returns: source STRING, at ZONED DATETIME, times INTEGER
// mode:    read
MATCH (b:HarvestBegun)
RETURN b.source AS source, b.at AS at, b.times AS times
ORDER BY source
