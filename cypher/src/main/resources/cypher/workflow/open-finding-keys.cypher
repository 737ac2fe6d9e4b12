// purpose: the keys of the findings that are not resolved, with how they stand and who accepted them
// params:  none
// returns: kind STRING, rule STRING, subject STRING, detail STRING, state STRING,
//          acceptedUntil ZONED DATETIME, acceptedBy STRING, acceptedReason STRING,
//          acceptedAt ZONED DATETIME
// mode:    read
MATCH (f:Finding)
WHERE f.state <> 'RESOLVED'
RETURN f.kind AS kind, f.rule AS rule, f.subject AS subject, f.detail AS detail,
       f.state AS state, f.acceptedUntil AS acceptedUntil, f.acceptedBy AS acceptedBy,
       f.acceptedReason AS acceptedReason, f.acceptedAt AS acceptedAt
