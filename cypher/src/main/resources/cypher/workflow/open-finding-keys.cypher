// purpose: the keys of the findings that are not resolved, with how they stand
// params:  none
// returns: kind STRING, rule STRING, subject STRING, detail STRING, state STRING
// mode:    read
MATCH (f:Finding)
WHERE f.state <> 'RESOLVED'
RETURN f.kind AS kind, f.rule AS rule, f.subject AS subject, f.detail AS detail,
       f.state AS state
