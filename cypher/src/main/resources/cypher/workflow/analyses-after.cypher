// purpose: the analyses after one and since a time, oldest first
// params:  after INTEGER, since ZONED DATETIME
// returns: id STRING
// mode:    read
MATCH (r:AnalysisRun)
WHERE toInteger(r.id) > $after AND r.at >= $since
RETURN r.id AS id
ORDER BY toInteger(r.id)
