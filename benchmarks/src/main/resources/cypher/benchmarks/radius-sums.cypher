// purpose: the sums of every identity's blast radius, without the hops: the quickest form that is
//          known, as the planner prunes an expansion whose ends are made distinct at once
// params:  none
// returns: identityKey STRING, resources INTEGER, crownJewels INTEGER, weighted INTEGER
// mode:    read
MATCH (i:Identity)-[:OWNS|MEMBER_OF|HOLDS|IMPLIES|OPENS|CONTAINS|SIGNS_IN_AS*1..40]->(t:Entitlement|Container|PrivilegedAccount)
WITH DISTINCT i, t
RETURN i.key AS identityKey, count(t) AS resources,
       count(CASE WHEN t.crownJewel THEN 1 END) AS crownJewels, sum(t.sensitivity) AS weighted
