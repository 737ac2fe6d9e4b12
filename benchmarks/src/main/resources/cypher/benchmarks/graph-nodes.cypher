// purpose: write the nodes of a generated graph, what they weigh, and which functions an entitlement does
// params:  rows LIST<MAP>
// returns: none
// mode:    write
UNWIND $rows AS row
CREATE (n:Node:$(row.label) {key: row.key, sensitivity: row.sensitivity, crownJewel: row.crownJewel,
                                functions: row.functions})
