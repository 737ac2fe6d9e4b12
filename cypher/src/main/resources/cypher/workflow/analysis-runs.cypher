// purpose: the latest analyses and their figures, newest first
// params:  limit INTEGER
// returns: id STRING, at ZONED DATETIME, nodes INTEGER, edges INTEGER, opened INTEGER,
//          persisting INTEGER, resolved INTEGER, tookMillis INTEGER, radiusTotal INTEGER,
//          bySeverity STRING, byKind STRING, grantsUsed INTEGER, grantsUnused INTEGER,
//          grantsUnknown INTEGER, grantsSeasonal INTEGER, grantsTooNew INTEGER, creepIndex FLOAT
// mode:    read
MATCH (r:AnalysisRun)
RETURN r.id AS id, r.at AS at, r.nodes AS nodes, r.edges AS edges, r.opened AS opened,
       r.persisting AS persisting, r.resolved AS resolved, r.tookMillis AS tookMillis,
       r.radiusTotal AS radiusTotal, r.bySeverity AS bySeverity, r.byKind AS byKind,
       r.grantsUsed AS grantsUsed, r.grantsUnused AS grantsUnused, r.grantsUnknown AS grantsUnknown,
       coalesce(r.grantsSeasonal, 0) AS grantsSeasonal, coalesce(r.grantsTooNew, 0) AS grantsTooNew,
       r.creepIndex AS creepIndex
ORDER BY toInteger(r.id) DESC
LIMIT $limit
