// purpose: which memberships and grants that begin or end at some nodes appeared and went, newest first;
//          identity also finds what an account that is gone had while that identity owned it
// params:  keys LIST<STRING>, identity STRING, skip INTEGER, limit INTEGER
// returns: at ZONED DATETIME, change STRING, kind STRING, from STRING, fromName STRING, to STRING,
//          toName STRING, source STRING, firstSeen ZONED DATETIME
// mode:    read
CALL () {
  UNWIND $keys AS key
  MATCH (c:AccessChange {from: key})
  RETURN c
  UNION
  UNWIND $keys AS key
  MATCH (c:AccessChange {to: key})
  RETURN c
  UNION
  MATCH (c:AccessChange {identity: $identity})
  RETURN c
}
WITH c ORDER BY c.at DESC, c.from, c.to, c.via, c.change SKIP $skip LIMIT $limit
OPTIONAL MATCH (a:Node {key: c.from})
OPTIONAL MATCH (b:Node {key: c.to})
RETURN c.at AS at, c.change AS change, c.kind AS kind, c.from AS from,
       coalesce(c.fromName, a.name, c.from) AS fromName, c.to AS to,
       coalesce(c.toName, b.name, c.to) AS toName, c.source AS source, c.firstSeen AS firstSeen
ORDER BY at DESC, from, to, c.via, change
