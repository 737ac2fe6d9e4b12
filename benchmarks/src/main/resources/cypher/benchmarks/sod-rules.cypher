// purpose: write rules as nodes that functions are in
// params:  rows LIST<MAP>
// returns: none
// mode:    write
UNWIND $rows AS row
CREATE (r:BenchRule {id: row.id, size: size(row.functions)})
WITH r, row
UNWIND row.functions AS function
MERGE (f:BenchFunction {id: function})
CREATE (f)-[:IN_RULE]->(r)
