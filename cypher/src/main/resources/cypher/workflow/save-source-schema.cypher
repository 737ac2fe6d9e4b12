// purpose: keep what a source says of its resource types and schemas
// params:  source STRING, lines LIST<STRING>, at ZONED DATETIME, changedAt ZONED DATETIME,
//          added LIST<STRING>, removed LIST<STRING>
// returns: none
// mode:    write
MERGE (s:SourceSchema {source: $source})
SET s.lines = $lines, s.at = $at, s.changedAt = $changedAt, s.added = $added, s.removed = $removed
