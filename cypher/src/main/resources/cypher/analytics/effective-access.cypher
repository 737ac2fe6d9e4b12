// purpose: every pair of an identity and an entitlement that it reaches, of one source or of all
// params:  source STRING, asOf ZONED DATETIME
// returns: identityKey STRING, entitlementKey STRING, hops INTEGER
// mode:    read
MATCH SHORTEST 1 (i:Identity)
  (()-[r:OWNS|MEMBER_OF|HOLDS|IMPLIES|OPENS|CONTAINS|SIGNS_IN_AS
      WHERE (r.validFrom IS NULL OR r.validFrom <= $asOf) AND (r.validTo IS NULL OR $asOf < r.validTo)]
    ->(n:Node WHERE NOT n:Account OR coalesce(n.active, true)))+
  (e:Entitlement WHERE $source IS NULL OR e.source = $source)
RETURN i.key AS identityKey, e.key AS entitlementKey, size(r) AS hops
ORDER BY identityKey, entitlementKey
