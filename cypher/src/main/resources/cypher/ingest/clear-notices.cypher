// purpose: forget that resources of a source changed, for changes up to some time
// params:  source STRING, until ZONED DATETIME
// returns: removed INTEGER
// mode:    write
MATCH (n:Notice {source: $source})
WHERE n.at <= $until
DELETE n
RETURN count(*) AS removed
