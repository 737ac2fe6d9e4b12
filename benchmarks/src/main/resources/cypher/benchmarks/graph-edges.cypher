// purpose: write the edges of a generated graph
// params:  rows LIST<MAP>
// returns: none
// mode:    write
UNWIND $rows AS row
MATCH (a:Node {key: row.from})
MATCH (b:Node {key: row.to})
CREATE (a)-[:$(row.kind)]->(b)
