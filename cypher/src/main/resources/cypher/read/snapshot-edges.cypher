// purpose: the edges that leave a page of nodes, by keys after one and up to another;
//          keys are those of the nodes where they start; they come in groups of the same kind, source,
//          attribute, rule, confidence, first and last seen and missing; of each edge the place of its start in
//          keys, the key of its end, and what carries it: 0 nothing, 1 its start, 2 its end, else a key; or a
//          list of that key, since, validFrom and validTo
// params:  after STRING, last STRING
// returns: keys LIST<STRING>, said LIST<LIST<ANY>>, from LIST<LIST<INTEGER>>, to LIST<LIST<STRING>>,
//          rest LIST<LIST<ANY>>
// mode:    read
MATCH (n:Node)
WHERE n.key > $after AND n.key <= $last
WITH n ORDER BY n.key
WITH collect(n) AS nodes
CALL (nodes) {
  UNWIND range(0, size(nodes) - 1) AS i
  WITH i, nodes[i] AS a
  WITH i, a, a.key AS start
  MATCH (a)-[r]->(b:Node)
  WITH i, start, b.key AS to, type(r) AS kind, properties(r) AS p
  WHERE to IS NOT NULL
  WITH [kind, p.source, p.attribute, p.rule, p.confidence, p.firstSeen,
        coalesce(p.lastSeen, p.firstSeen), p.missing IS NOT NULL] AS said,
       collect(i) AS from, collect(to) AS to,
       collect(
         CASE
           WHEN p.since IS NOT NULL OR p.validFrom IS NOT NULL OR p.validTo IS NOT NULL
             THEN [p.via, p.since, p.validFrom, p.validTo]
           WHEN p.via IS NULL THEN 0
           WHEN p.via = start THEN 1
           WHEN p.via = to THEN 2
           ELSE p.via
         END) AS rest
  RETURN collect({said: said, from: from, to: to, rest: rest}) AS groups
}
RETURN [n IN nodes | n.key] AS keys, [g IN groups | g.said] AS said, [g IN groups | g.from] AS from,
       [g IN groups | g.to] AS to, [g IN groups | g.rest] AS rest
