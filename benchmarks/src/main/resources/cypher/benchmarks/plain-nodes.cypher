// purpose: write nodes as plainly as Cypher can
// params:  rows LIST<MAP>
// returns: none
// mode:    write
UNWIND $rows AS row
MERGE (n:Node {key: row.key})
SET n += row
