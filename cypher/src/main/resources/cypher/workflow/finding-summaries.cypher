// purpose: every finding, or those with some short names, without the paths that prove them; the paths only
//          of those that an earlier release stored, which says of none what it passes
// params:  ids LIST<STRING>
// returns: id STRING, kind STRING, rule STRING, ruleName STRING, severity STRING, subject STRING,
//          detail STRING, subjectKind STRING, subjectName STRING, story STRING, affected INTEGER,
//          frameworks LIST<STRING>, state STRING, openedAt ZONED DATETIME, resolvedAt ZONED DATETIME,
//          acceptedUntil ZONED DATETIME, acceptedBy STRING, acceptedReason STRING,
//          acceptedAt ZONED DATETIME, assignee STRING, sources LIST<STRING>, passes LIST<STRING>,
//          ends LIST<STRING>, because STRING
// mode:    read
CALL () {
  WITH 1 AS one
  WHERE size($ids) = 0
  MATCH (f:Finding)
  RETURN f
  UNION ALL
  UNWIND $ids AS id
  MATCH (f:Finding {id: id})
  RETURN f
}
RETURN f.id AS id, f.kind AS kind, f.rule AS rule, f.ruleName AS ruleName, f.severity AS severity,
       f.subject AS subject, f.detail AS detail, f.subjectKind AS subjectKind,
       f.subjectName AS subjectName, f.story AS story, f.affected AS affected,
       f.frameworks AS frameworks, f.state AS state, f.openedAt AS openedAt,
       f.resolvedAt AS resolvedAt, f.acceptedUntil AS acceptedUntil, f.acceptedBy AS acceptedBy,
       f.acceptedReason AS acceptedReason, f.acceptedAt AS acceptedAt, f.assignee AS assignee,
       f.sources AS sources, f.passes AS passes, f.ends AS ends,
       CASE WHEN f.sources IS NULL THEN f.because END AS because
