// purpose: who had which membership or grant between two instants, when it was first seen and when it was
//          gone; granted only where a harvest saw it appear, since what the first harvest found may be of
//          any age; who is the key of an identity, an account or a group
// params:  who STRING, from ZONED DATETIME, to ZONED DATETIME
// returns: identity STRING, identityName STRING, principal STRING, principalName STRING, kind STRING,
//          target STRING, targetName STRING, source STRING, via STRING, firstSeen ZONED DATETIME,
//          since ZONED DATETIME, grantedAt ZONED DATETIME, removedAt ZONED DATETIME
// mode:    read
CALL () {
  MATCH (a:Node)-[r:MEMBER_OF|HOLDS]->(b:Node)
  WHERE r.firstSeen < $to
  RETURN head([(i:Identity)-[:OWNS]->(a) | i.key]) AS owner, a.key AS principal,
         a.name AS principalName, type(r) AS kind, b.key AS target, b.name AS targetName,
         r.source AS source, r.via AS via, r.firstSeen AS firstSeen, r.since AS since,
         null AS removedAt
  UNION ALL
  MATCH (c:AccessChange {change: 'REMOVED'})
  WHERE c.at > $from AND c.firstSeen < $to
  OPTIONAL MATCH (n:Node {key: c.from})
  RETURN coalesce(c.identity, head([(i:Identity)-[:OWNS]->(n) | i.key])) AS owner,
         c.from AS principal, coalesce(c.fromName, n.name, c.from) AS principalName, c.kind AS kind,
         c.to AS target, coalesce(c.toName, c.to) AS targetName, c.source AS source, c.via AS via,
         c.firstSeen AS firstSeen, c.since AS since, c.at AS removedAt
}
WITH *
WHERE $who IS NULL OR owner = $who OR principal = $who
OPTIONAL MATCH (i:Node {key: owner})
RETURN owner AS identity, i.name AS identityName, principal, principalName, kind, target, targetName,
       source, via, firstSeen, since,
       CASE
         WHEN EXISTS {
           (x:AccessChange {change: 'APPEARED', from: principal, to: target})
           WHERE x.kind = kind AND x.via = via AND x.at = firstSeen
         } THEN firstSeen
       END AS grantedAt,
       removedAt
ORDER BY principal, kind, target, via, firstSeen
