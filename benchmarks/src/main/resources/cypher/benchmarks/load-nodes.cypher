// purpose: write nodes as they are, into an empty graph
// params:  rows LIST<MAP>
// returns: none
// mode:    write
UNWIND $rows AS row
CREATE (n:Node:$(row.label))
SET n = row.of
