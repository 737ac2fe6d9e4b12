// purpose: note that a quarantined harvest was accepted, by whom, and what its sweep removed
// params:  stamp STRING, by STRING, at ZONED DATETIME, nodesDeleted INTEGER, edgesDeleted INTEGER,
//          swept LIST<MAP>
// returns: none
// mode:    write
MATCH (h:Harvest {stamp: $stamp})
SET h.state = 'COMPLETE', h.complete = true, h.acceptedBy = $by, h.acceptedAt = $at,
    h.nodesDeleted = h.nodesDeleted + $nodesDeleted, h.edgesDeleted = h.edgesDeleted + $edgesDeleted
WITH h
UNWIND $swept AS part
MATCH (h)-[:READ]->(p:HarvestPart {endpoint: part.endpoint})
SET p.swept = part.removed
