// purpose: a page of the findings that match a filter, worst first; empty lists and nulls match all; one
//          that was accepted until now is open
// params:  states LIST<STRING>, kinds LIST<STRING>, severities LIST<STRING>, subject STRING,
//          text STRING, now ZONED DATETIME, limit INTEGER, offset INTEGER
// returns: kind STRING, rule STRING, ruleName STRING, ruleVersion INTEGER, severity STRING,
//          subject STRING, detail STRING, subjectKind STRING, subjectName STRING, story STRING,
//          because STRING, affected INTEGER, frameworks LIST<STRING>, state STRING,
//          openedAt ZONED DATETIME, resolvedAt ZONED DATETIME, lastRun STRING,
//          holdsFrom ZONED DATETIME, holdsUntil ZONED DATETIME, mitigation STRING,
//          acceptedUntil ZONED DATETIME, acceptedBy STRING, acceptedReason STRING,
//          acceptedAt ZONED DATETIME, assignee STRING
// mode:    read
MATCH (f:Finding)
WITH f, CASE WHEN f.state = 'ACCEPTED' AND f.acceptedUntil <= $now THEN 'OPEN' ELSE f.state END AS state
WHERE (size($states) = 0 OR state IN $states)
  AND (size($kinds) = 0 OR f.kind IN $kinds)
  AND (size($severities) = 0 OR f.severity IN $severities)
  AND ($subject IS NULL OR f.subject = $subject)
  AND ($text IS NULL
       OR toLower(f.story + ' ' + f.rule + ' ' + f.ruleName + ' ' + f.subjectName) CONTAINS toLower($text))
RETURN f.kind AS kind, f.rule AS rule, f.ruleName AS ruleName, f.ruleVersion AS ruleVersion,
       f.severity AS severity, f.subject AS subject, f.detail AS detail, f.subjectKind AS subjectKind,
       f.subjectName AS subjectName, f.story AS story, f.because AS because, f.affected AS affected,
       f.frameworks AS frameworks, state, f.openedAt AS openedAt,
       f.resolvedAt AS resolvedAt, f.lastRun AS lastRun,
       f.holdsFrom AS holdsFrom, f.holdsUntil AS holdsUntil, f.mitigation AS mitigation,
       f.acceptedUntil AS acceptedUntil, f.acceptedBy AS acceptedBy,
       f.acceptedReason AS acceptedReason, f.acceptedAt AS acceptedAt, f.assignee AS assignee
ORDER BY CASE severity WHEN 'CRITICAL' THEN 0 WHEN 'HIGH' THEN 1 WHEN 'MEDIUM' THEN 2 WHEN 'LOW' THEN 3 ELSE 4 END,
         affected DESC, f.key
SKIP $offset LIMIT $limit
