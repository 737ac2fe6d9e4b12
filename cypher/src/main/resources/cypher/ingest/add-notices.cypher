// purpose: keep that resources changed, as their source says by an event; the latest notice of each
// params:  rows LIST<MAP>
// returns: none
// mode:    write
UNWIND $rows AS row
MERGE (n:Notice {key: row.key})
ON CREATE SET n.at = row.at
SET n.source = row.source, n.type = row.type, n.resource = row.resource,
    n.event = CASE WHEN n.at > row.at THEN n.event ELSE row.event END,
    n.at = CASE WHEN n.at > row.at THEN n.at ELSE row.at END
