// purpose: the last harvest of a source, whatever came of it, with how many resources each endpoint promised
//          and whether anything waits that only a full harvest settles; one row without endpoint where it
//          read none
// params:  source STRING
// returns: stamp STRING, state STRING, startedAt ZONED DATETIME, unsettled INTEGER, endpoint STRING,
//          promised INTEGER
// mode:    read
MATCH (h:Harvest {source: $source})
WITH h ORDER BY coalesce(h.finishedAt, h.startedAt) DESC LIMIT 1
OPTIONAL MATCH (h)-[:READ]->(p:HarvestPart)
RETURN h.stamp AS stamp, h.state AS state, h.startedAt AS startedAt,
       COUNT { (:RejectedResource {source: $source}) }
         + COUNT { (:DanglingEdges {source: $source, via: '*'}) } AS unsettled,
       p.endpoint AS endpoint, p.promised AS promised
ORDER BY endpoint
