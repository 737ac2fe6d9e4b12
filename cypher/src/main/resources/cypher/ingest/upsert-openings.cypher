// purpose: write that a right opens a container or a privileged account;
//          the keys that were found are returned so that a row without is known
// params:  rows LIST<MAP>, source STRING, stamp STRING, at ZONED DATETIME
// returns: via STRING, from STRING, to STRING, changed BOOLEAN
// mode:    write
UNWIND $rows AS row
MATCH (a:Node WHERE a.key IN row.from)
MATCH (b:Node WHERE b.key IN row.to)
MERGE (a)-[r:OPENS {via: row.via}]->(b)
ON CREATE SET r.firstSeen = $at
WITH a, b, r, row,
     r.stamp IS NULL OR
     any(k IN ['attribute', 'since', 'validFrom', 'validTo']
         WHERE NOT coalesce(r[k] = row[k], r[k] IS NULL AND row[k] IS NULL)) AS changed
SET r.source = $source, r.attribute = row.attribute, r.since = row.since,
    r.validFrom = row.validFrom, r.validTo = row.validTo, r.stamp = $stamp, r.lastSeen = $at
RETURN row.via AS via, a.key AS from, b.key AS to, changed
