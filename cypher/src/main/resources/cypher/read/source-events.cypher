// purpose: what the graph knows of what happened at a source: harvests, probes, changed schemas; newest first
// params:  source STRING, before ZONED DATETIME, id STRING, limit INTEGER
// returns: at ZONED DATETIME, id STRING, what STRING, problem STRING, created INTEGER, deleted INTEGER
// mode:    read
CALL () {
  MATCH (h:Harvest {source: $source})
  RETURN coalesce(h.finishedAt, h.startedAt) AS at, 'harvest ' + h.stamp AS id,
         coalesce(h.state, CASE WHEN h.complete THEN 'COMPLETE' ELSE 'INCOMPLETE' END) AS what,
         h.problem AS problem, coalesce(h.nodesCreated, 0) + coalesce(h.edgesCreated, 0) AS created,
         coalesce(h.nodesDeleted, 0) + coalesce(h.edgesDeleted, 0) AS deleted
  UNION ALL
  MATCH (p:Profile {source: $source})
  RETURN p.at AS at, 'probe ' + p.key AS id, 'PROBE' AS what, p.alarm AS problem, 0 AS created, 0 AS deleted
  UNION ALL
  MATCH (s:SourceSchema {source: $source})
  WHERE s.changedAt IS NOT NULL
  RETURN s.changedAt AS at, 'schema' AS id, 'SCHEMA' AS what, null AS problem,
         size(coalesce(s.added, [])) AS created, size(coalesce(s.removed, [])) AS deleted
}
WITH at, id, what, problem, created, deleted
WHERE at IS NOT NULL AND (at < $before OR (at = $before AND id < $id))
RETURN at, id, what, problem, created, deleted
ORDER BY at DESC, id DESC
LIMIT $limit
