// purpose: the sums of every identity's blast radius
// params:  asOf ZONED DATETIME
// returns: identityKey STRING, entitlements INTEGER, containers INTEGER, privilegedAccounts INTEGER,
//          crownJewels INTEGER, weighted INTEGER, jewelHops INTEGER
// mode:    read
MATCH (i:Identity)
OPTIONAL MATCH SHORTEST 1 (i)
  (()-[r:OWNS|MEMBER_OF|HOLDS|IMPLIES|OPENS|CONTAINS|SIGNS_IN_AS
      WHERE (r.validFrom IS NULL OR r.validFrom <= $asOf) AND (r.validTo IS NULL OR $asOf < r.validTo)]
    ->(n:Node WHERE NOT n:Account OR coalesce(n.active, true)))+
  (t:Entitlement|Container|PrivilegedAccount)
WITH i, t, size(r) AS hops
RETURN i.key AS identityKey,
       count(CASE WHEN t:Entitlement THEN 1 END) AS entitlements,
       count(CASE WHEN t:Container THEN 1 END) AS containers,
       count(CASE WHEN t:PrivilegedAccount THEN 1 END) AS privilegedAccounts,
       count(CASE WHEN t.crownJewel THEN 1 END) AS crownJewels,
       sum(coalesce(t.sensitivity, 0)) AS weighted,
       coalesce(min(CASE WHEN t.crownJewel THEN hops END), -1) AS jewelHops
