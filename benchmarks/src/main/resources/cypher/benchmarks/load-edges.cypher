// purpose: write edges as they are, into an empty graph
// params:  rows LIST<MAP>
// returns: none
// mode:    write
UNWIND $rows AS row
MATCH (a:Node {key: row.from})
MATCH (b:Node {key: row.to})
CREATE (a)-[r:$(row.kind)]->(b)
SET r = row.of
