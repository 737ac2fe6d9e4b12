// purpose: forget uses that wait no longer
// params:  ids LIST<STRING>
// returns: none
// mode:    write
UNWIND $ids AS id
MATCH (p:PendingUse)
WHERE elementId(p) = id
DELETE p
