// purpose: write that an account or group is a member of a group;
//          the keys that were found are returned so that a row without is known
// params:  rows LIST<MAP>, source STRING, stamp STRING, at ZONED DATETIME, baseline BOOLEAN
// returns: via STRING, from STRING, to STRING, changed BOOLEAN
// mode:    write
UNWIND $rows AS row
MATCH (a:Node WHERE a.key IN row.from)
MATCH (b:Node WHERE b.key IN row.to)
MERGE (a)-[r:MEMBER_OF {via: row.via}]->(b)
ON CREATE SET r.firstSeen = $at
WITH a, b, r, row,
     r.stamp IS NULL OR
     any(k IN ['attribute', 'since', 'validFrom', 'validTo']
         WHERE NOT coalesce(r[k] = row[k], r[k] IS NULL AND row[k] IS NULL)) AS changed
FOREACH (_ IN CASE WHEN r.firstSeen = $at AND r.stamp IS NULL AND NOT $baseline THEN [1] ELSE [] END |
  CREATE (:AccessChange {at: $at, change: 'APPEARED', kind: 'MEMBER_OF', from: a.key, to: b.key,
                         source: $source, via: row.via, stamp: $stamp}))
SET r.source = $source, r.attribute = row.attribute, r.since = row.since,
    r.validFrom = row.validFrom, r.validTo = row.validTo, r.stamp = $stamp, r.lastSeen = $at
RETURN row.via AS via, a.key AS from, b.key AS to, changed
