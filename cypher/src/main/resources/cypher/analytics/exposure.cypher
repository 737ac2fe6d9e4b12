// purpose: every identity that reaches one node, with the fewest hops
// params:  key STRING, asOf ZONED DATETIME
// returns: identityKey STRING, name STRING, hops INTEGER
// mode:    read
MATCH SHORTEST 1 (i:Identity)
  (()-[r:OWNS|MEMBER_OF|HOLDS|IMPLIES|OPENS|CONTAINS|SIGNS_IN_AS
      WHERE (r.validFrom IS NULL OR r.validFrom <= $asOf) AND (r.validTo IS NULL OR $asOf < r.validTo)]
    ->(n:Node WHERE NOT n:Account OR coalesce(n.active, true)))+
  (t:Node {key: $key})
RETURN i.key AS identityKey, i.name AS name, size(r) AS hops
ORDER BY hops, identityKey
