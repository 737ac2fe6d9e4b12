// purpose: every edge between nodes of the identity graph
// params:  none
// returns: kind STRING, from STRING, to STRING, source STRING, via STRING, attribute STRING,
//          rule STRING, confidence INTEGER,
//          since ZONED DATETIME, validFrom ZONED DATETIME, validTo ZONED DATETIME,
//          firstSeen ZONED DATETIME, lastSeen ZONED DATETIME, missing BOOLEAN
// mode:    read
MATCH (a:Node)-[r]->(b:Node)
RETURN type(r) AS kind, a.key AS from, b.key AS to, r.source AS source, r.via AS via,
       r.attribute AS attribute, r.rule AS rule, r.confidence AS confidence,
       r.since AS since, r.validFrom AS validFrom, r.validTo AS validTo,
       r.firstSeen AS firstSeen, coalesce(r.lastSeen, r.firstSeen) AS lastSeen,
       r.missing IS NOT NULL AS missing
ORDER BY from, kind, to, via
