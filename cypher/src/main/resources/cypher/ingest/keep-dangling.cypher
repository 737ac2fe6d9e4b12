// purpose: keep both ends of the edges of some resources of which one is not there
// params:  source STRING, rows LIST<MAP>
// returns: none
// mode:    write
UNWIND $rows AS row
CREATE (:DanglingEdges {source: $source, via: row.via, names: row.names})
