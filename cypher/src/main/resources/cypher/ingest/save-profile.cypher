// purpose: keep what a probe measured of a source
// params:  key STRING, source STRING, at ZONED DATETIME, subject STRING, alarm STRING, rows LIST<MAP>
// returns: none
// mode:    write
MERGE (p:Profile {key: $key})
SET p.source = $source, p.at = $at, p.subject = $subject, p.alarm = $alarm
WITH p
UNWIND $rows AS row
MERGE (m:ProfilePoint {profile: $key, point: row.point})
SET m.verdict = row.verdict, m.value = row.value, m.claimed = row.claimed, m.evidence = row.evidence,
    m.at = row.at
MERGE (p)-[:MEASURED]->(m)
