// purpose: what the last two probes of a source measured, the newer first
// params:  source STRING
// returns: key STRING, at ZONED DATETIME, subject STRING, alarm STRING, point STRING, verdict STRING,
//          value STRING, claimed STRING, evidence STRING, measuredAt ZONED DATETIME
// mode:    read
MATCH (p:Profile {source: $source})
WITH p
ORDER BY p.at DESC, p.key DESC
LIMIT 2
MATCH (p)-[:MEASURED]->(m:ProfilePoint)
RETURN p.key AS key, p.at AS at, p.subject AS subject, p.alarm AS alarm, m.point AS point,
       m.verdict AS verdict, m.value AS value, m.claimed AS claimed, m.evidence AS evidence,
       m.at AS measuredAt
ORDER BY at DESC, key DESC, point
