// purpose: the keys of the findings that are open
// params:  none
// returns: kind STRING, rule STRING, subject STRING, detail STRING
// mode:    read
MATCH (f:Finding {state: 'OPEN'})
RETURN f.kind AS kind, f.rule AS rule, f.subject AS subject, f.detail AS detail
