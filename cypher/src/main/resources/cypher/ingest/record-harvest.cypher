// purpose: keep the receipt of a harvest
// params:  stamp STRING, source STRING, startedAt ZONED DATETIME, continuedFrom ZONED DATETIME,
//          finishedAt ZONED DATETIME, state STRING, complete BOOLEAN, problem STRING, accounts INTEGER, groups INTEGER,
//          entitlements INTEGER, containers INTEGER, privilegedAccounts INTEGER, edges INTEGER,
//          access INTEGER, held INTEGER, nodesCreated INTEGER, nodesDeleted INTEGER,
//          edgesCreated INTEGER, edgesDeleted INTEGER, problems LIST<STRING>, parts LIST<MAP>
// returns: none
// mode:    write
MERGE (h:Harvest {stamp: $stamp})
SET h.source = $source, h.startedAt = $startedAt,
    h.continuedFrom = $continuedFrom, h.finishedAt = $finishedAt, h.state = $state,
    h.complete = $complete, h.problem = $problem, h.accounts = $accounts, h.groups = $groups,
    h.entitlements = $entitlements, h.containers = $containers,
    h.privilegedAccounts = $privilegedAccounts, h.edges = $edges, h.access = $access, h.held = $held,
    h.nodesCreated = $nodesCreated, h.nodesDeleted = $nodesDeleted, h.edgesCreated = $edgesCreated,
    h.edgesDeleted = $edgesDeleted, h.problems = $problems
WITH h
UNWIND $parts AS part
MERGE (p:HarvestPart {stamp: $stamp, endpoint: part.endpoint})
SET p.promised = part.promised, p.received = part.received, p.distinct = part.distinct,
    p.written = part.written, p.unchanged = part.unchanged, p.swept = part.swept,
    p.rejected = part.rejected, p.complete = part.complete, p.problem = part.problem
MERGE (h)-[:READ]->(p)
