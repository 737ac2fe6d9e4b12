// purpose: what each endpoint promised and gave in some harvests, and what became of it
// params:  stamps LIST<STRING>
// returns: stamp STRING, endpoint STRING, promised INTEGER, received INTEGER, seen INTEGER,
//          written INTEGER, unchanged INTEGER, swept INTEGER, rejected INTEGER, complete BOOLEAN,
//          problem STRING
// mode:    read
MATCH (p:HarvestPart)
WHERE p.stamp IN $stamps
RETURN p.stamp AS stamp, p.endpoint AS endpoint, p.promised AS promised, p.received AS received,
       p.distinct AS seen, p.written AS written, p.unchanged AS unchanged, p.swept AS swept,
       p.rejected AS rejected, coalesce(p.complete, false) AS complete, p.problem AS problem
ORDER BY stamp, endpoint
