// purpose: the remediation runs proposed last, newest first
// params:  limit INTEGER
// returns: id STRING, state STRING, findings LIST<STRING>, proposedBy STRING,
//          proposedAt ZONED DATETIME, finishedAt ZONED DATETIME, items STRING
// mode:    read
MATCH (r:RemediationRun)
RETURN r.id AS id, r.state AS state, r.findings AS findings, r.proposedBy AS proposedBy,
       r.proposedAt AS proposedAt, r.finishedAt AS finishedAt, r.items AS items
ORDER BY proposedAt DESC, id DESC
LIMIT $limit
