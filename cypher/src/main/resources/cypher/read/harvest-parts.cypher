// purpose: what each endpoint promised and gave in some harvests
// params:  stamps LIST<STRING>
// returns: stamp STRING, endpoint STRING, promised INTEGER, seen INTEGER, complete BOOLEAN,
//          problem STRING
// mode:    read
MATCH (p:HarvestPart)
WHERE p.stamp IN $stamps
RETURN p.stamp AS stamp, p.endpoint AS endpoint, p.promised AS promised, p.distinct AS seen,
       coalesce(p.complete, false) AS complete, p.problem AS problem
ORDER BY stamp, endpoint
