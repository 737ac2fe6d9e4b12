// purpose: store the figures of one analysis
// params:  id STRING, at ZONED DATETIME, nodes INTEGER, edges INTEGER, opened INTEGER,
//          persisting INTEGER, resolved INTEGER, tookMillis INTEGER, radiusTotal INTEGER,
//          bySeverity STRING, byKind STRING, grantsUsed INTEGER, grantsUnused INTEGER,
//          grantsUnknown INTEGER, grantsSeasonal INTEGER, grantsTooNew INTEGER, creepIndex FLOAT
// returns: none
// mode:    write
CREATE (:AnalysisRun {
  id: $id, at: $at, nodes: $nodes, edges: $edges, opened: $opened, persisting: $persisting,
  resolved: $resolved, tookMillis: $tookMillis, radiusTotal: $radiusTotal, bySeverity: $bySeverity,
  byKind: $byKind, grantsUsed: $grantsUsed, grantsUnused: $grantsUnused, grantsUnknown: $grantsUnknown,
  grantsSeasonal: $grantsSeasonal, grantsTooNew: $grantsTooNew, creepIndex: $creepIndex})
