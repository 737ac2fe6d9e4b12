// purpose: what a source last said of its resource types and schemas, and how that had changed
// params:  source STRING
// returns: lines LIST<STRING>, at ZONED DATETIME, changedAt ZONED DATETIME, added LIST<STRING>,
//          removed LIST<STRING>
// mode:    read
MATCH (s:SourceSchema {source: $source})
RETURN s.lines AS lines, s.at AS at, s.changedAt AS changedAt, s.added AS added, s.removed AS removed
