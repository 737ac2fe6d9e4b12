// purpose: every resource that one identity reaches, with the fewest hops
// params:  identityKey STRING, asOf ZONED DATETIME
// returns: key STRING, kind STRING, name STRING, hops INTEGER, sensitivity INTEGER, crownJewel BOOLEAN,
//          source STRING
// mode:    read
MATCH SHORTEST 1 (i:Node&Identity {key: $identityKey})
  (()-[r:OWNS|MEMBER_OF|HOLDS|IMPLIES|OPENS|CONTAINS|SIGNS_IN_AS
      WHERE (r.validFrom IS NULL OR r.validFrom <= $asOf) AND (r.validTo IS NULL OR $asOf < r.validTo)]
    ->(n:Node WHERE NOT n:Account OR coalesce(n.active, true)))+
  (t:Entitlement|Container|PrivilegedAccount)
RETURN t.key AS key, head([label IN labels(t) WHERE label <> 'Node']) AS kind, t.name AS name,
       size(r) AS hops, coalesce(t.sensitivity, 0) AS sensitivity,
       coalesce(t.crownJewel, false) AS crownJewel, t.source AS source
ORDER BY hops, key
