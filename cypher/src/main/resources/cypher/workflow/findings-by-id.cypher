// purpose: the findings with some short names; one that was accepted until now is open
// params:  ids LIST<STRING>, now ZONED DATETIME
// returns: kind STRING, rule STRING, ruleName STRING, ruleVersion INTEGER, severity STRING,
//          subject STRING, detail STRING, subjectKind STRING, subjectName STRING, story STRING,
//          because STRING, affected INTEGER, frameworks LIST<STRING>, state STRING,
//          openedAt ZONED DATETIME, resolvedAt ZONED DATETIME, lastRun STRING,
//          holdsFrom ZONED DATETIME, holdsUntil ZONED DATETIME, mitigation STRING,
//          acceptedUntil ZONED DATETIME, acceptedBy STRING, acceptedReason STRING,
//          acceptedAt ZONED DATETIME, assignee STRING
// mode:    read
UNWIND $ids AS id
MATCH (f:Finding {id: id})
WITH f, CASE WHEN f.state = 'ACCEPTED' AND f.acceptedUntil <= $now THEN 'OPEN' ELSE f.state END AS state
RETURN f.kind AS kind, f.rule AS rule, f.ruleName AS ruleName, f.ruleVersion AS ruleVersion,
       f.severity AS severity, f.subject AS subject, f.detail AS detail, f.subjectKind AS subjectKind,
       f.subjectName AS subjectName, f.story AS story, f.because AS because, f.affected AS affected,
       f.frameworks AS frameworks, state, f.openedAt AS openedAt,
       f.resolvedAt AS resolvedAt, f.lastRun AS lastRun,
       f.holdsFrom AS holdsFrom, f.holdsUntil AS holdsUntil, f.mitigation AS mitigation,
       f.acceptedUntil AS acceptedUntil, f.acceptedBy AS acceptedBy,
       f.acceptedReason AS acceptedReason, f.acceptedAt AS acceptedAt, f.assignee AS assignee
