// purpose: of memberships or grants that are about to be written, keep which of them are new
// params:  rows LIST<LIST<ANY>>, kind STRING, source STRING, stamp STRING, at ZONED DATETIME
// returns: none
// mode:    write
UNWIND $rows AS row
WITH row[0] AS from, row[1] AS to, row[2] AS via
MATCH (a:Node {key: from})
MATCH (b:Node {key: to})
WHERE NOT EXISTS { MATCH (a)-[r:MEMBER_OF|HOLDS {via: via}]->(b) WHERE type(r) = $kind }
CREATE (:AccessChange {at: $at, change: 'APPEARED', kind: $kind, from: from, to: to,
                       source: $source, via: via, stamp: $stamp})
