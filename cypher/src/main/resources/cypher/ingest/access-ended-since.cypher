// purpose: the memberships and grants that were there at an instant and are gone since; granted is not looked
//          for
// params:  at ZONED DATETIME
// returns: identity STRING, identityName STRING, principal STRING, principalName STRING, kind STRING,
//          target STRING, targetName STRING, source STRING, via STRING, firstSeen ZONED DATETIME,
//          since ZONED DATETIME, grantedAt ZONED DATETIME, removedAt ZONED DATETIME
// mode:    read
MATCH (c:AccessChange {change: 'REMOVED'})
WHERE c.at > $at AND c.firstSeen <= $at
OPTIONAL MATCH (n:Node {key: c.from})
RETURN coalesce(c.identity, head([(i:Identity)-[:OWNS]->(n) | i.key])) AS identity,
       null AS identityName, c.from AS principal, coalesce(c.fromName, n.name, c.from) AS principalName,
       c.kind AS kind, c.to AS target, coalesce(c.toName, c.to) AS targetName, c.source AS source,
       c.via AS via, c.firstSeen AS firstSeen, c.since AS since, null AS grantedAt, c.at AS removedAt
ORDER BY principal, kind, target, via, firstSeen
