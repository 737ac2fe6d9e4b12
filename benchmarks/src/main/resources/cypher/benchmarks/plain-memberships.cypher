// purpose: write memberships as plainly as Cypher can
// params:  rows LIST<MAP>
// returns: none
// mode:    write
UNWIND $rows AS row
MATCH (a:Node {key: row.from[0]})
MATCH (b:Node {key: row.to[0]})
MERGE (a)-[r:MEMBER_OF]->(b)
SET r.via = row.via
