// purpose: keep which nodes the edges of some resources name that are not there
// params:  source STRING, rows LIST<MAP>
// returns: none
// mode:    write
UNWIND $rows AS row
CREATE (:DanglingEdges {source: $source, via: row.via, names: row.names})
