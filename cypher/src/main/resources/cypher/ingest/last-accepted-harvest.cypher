// purpose: the last harvest of a source that the graph followed, and how much each endpoint gave then; no
//          row while there is none, one without endpoint where it read none
// params:  source STRING
// returns: stamp STRING, access INTEGER, endpoint STRING, seen INTEGER
// mode:    read
MATCH (h:Harvest {source: $source})
WHERE h.complete
WITH h ORDER BY coalesce(h.finishedAt, h.startedAt) DESC LIMIT 1
OPTIONAL MATCH (h)-[:READ]->(p:HarvestPart)
RETURN h.stamp AS stamp, coalesce(h.access, 0) AS access, p.endpoint AS endpoint,
       coalesce(p.distinct, 0) AS seen
ORDER BY endpoint
