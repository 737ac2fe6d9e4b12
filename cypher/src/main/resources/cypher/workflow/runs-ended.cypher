// purpose: remediation runs that ended since a time
// params:  since ZONED DATETIME
// returns: id STRING, state STRING, proposedBy STRING, finishedAt ZONED DATETIME, message STRING
// mode:    read
MATCH (r:RemediationRun)
WHERE r.finishedAt >= $since AND r.state IN ['DONE', 'HALTED']
RETURN r.id AS id, r.state AS state, r.proposedBy AS proposedBy, r.finishedAt AS finishedAt,
       r.message AS message
ORDER BY finishedAt, id
