// purpose: which findings an analysis opened, opened again and resolved, oldest first
// params:  run STRING
// returns: id STRING, kind STRING, rule STRING, severity STRING, subject STRING, story STRING, change STRING, at ZONED DATETIME
// mode:    read
MATCH (e:FindingEvent {run: $run})
WHERE e.change IN ['OPENED', 'REOPENED', 'RESOLVED']
MATCH (f:Finding {key: e.key})
RETURN f.id AS id, f.kind AS kind, f.rule AS rule, f.severity AS severity,
       f.subjectName AS subject, f.story AS story, e.change AS change, e.at AS at
ORDER BY at, id
