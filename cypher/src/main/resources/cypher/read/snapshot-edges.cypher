// purpose: the edges that leave a page of nodes, by keys after one and up to another, in groups of the same
//          kind, source, attribute, rule, confidence, first and last seen and missing; of each edge the numbers
//          in which the element ids of its start and its end end, and the key of what carries it, 0 for nothing;
//          or a list of that key, since, validFrom and validTo
// params:  after STRING, last STRING
// returns: said LIST<LIST<ANY>>, from LIST<LIST<INTEGER>>, to LIST<LIST<INTEGER>>, rest LIST<LIST<ANY>>
// mode:    read
MATCH (n:Node)
WHERE n.key > $after AND n.key <= $last
WITH n, toInteger(split(elementId(n), ':')[2]) AS start
MATCH (n)-[r]->(b:Node)
WITH start, toInteger(split(elementId(b), ':')[2]) AS stop, type(r) AS kind, properties(r) AS p
WITH [kind, p.source, p.attribute, p.rule, p.confidence, p.firstSeen, p.lastSeen, p.missing] AS said,
     collect(start) AS from, collect(stop) AS to,
     collect(
       CASE
         WHEN coalesce(p.since, p.validFrom, p.validTo) IS NULL THEN coalesce(p.via, 0)
         ELSE [p.via, p.since, p.validFrom, p.validTo]
       END) AS rest
RETURN collect(said) AS said, collect(from) AS from, collect(to) AS to, collect(rest) AS rest
