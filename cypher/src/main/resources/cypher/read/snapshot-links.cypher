// purpose: the edges between nodes of sources that Firebreak itself concluded, as read/snapshot-edges has them
// params:  none
// returns: said LIST<LIST<ANY>>, from LIST<LIST<INTEGER>>, to LIST<LIST<INTEGER>>, rest LIST<LIST<ANY>>
// mode:    read
MATCH (n:Group|PrivilegedAccount)-[r:MEMBER_OF|SIGNS_IN_AS]->(b:Node)
WHERE r.source = 'firebreak'
WITH toInteger(split(elementId(n), ':')[2]) AS start, toInteger(split(elementId(b), ':')[2]) AS stop,
     type(r) AS kind, properties(r) AS p
WITH [kind, p.source, p.attribute, p.rule, p.confidence, p.firstSeen, p.lastSeen, p.missing] AS said,
     collect(start) AS from, collect(stop) AS to,
     collect(
       CASE
         WHEN coalesce(p.since, p.validFrom, p.validTo) IS NULL THEN coalesce(p.via, 0)
         ELSE [p.via, p.since, p.validFrom, p.validTo]
       END) AS rest
RETURN collect(said) AS said, collect(from) AS from, collect(to) AS to, collect(rest) AS rest
