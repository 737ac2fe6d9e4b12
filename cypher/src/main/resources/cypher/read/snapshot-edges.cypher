// purpose: the edges that leave a page of nodes, by keys after one and up to another;
//          the edges come in groups that say the same; of each edge what the database calls its start and its
//          end in this transaction, and the key of what carries it, 0 for nothing; or a list of that key with
//          since, validFrom and validTo where any of them is there
// params:  after STRING, last STRING
// returns: kind STRING, source STRING, attribute STRING, rule STRING, confidence INTEGER,
//          firstSeen ZONED DATETIME, lastSeen ZONED DATETIME, missing BOOLEAN, from LIST<INTEGER>,
//          to LIST<INTEGER>, rest LIST<ANY>
// mode:    read
MATCH (a:Node)
WHERE a.key > $after AND a.key <= $last
MATCH (a)-[r]->(b:Node)
WITH a, b, type(r) AS kind, properties(r) AS p
RETURN kind, p.source AS source, p.attribute AS attribute, p.rule AS rule,
       p.confidence AS confidence, p.firstSeen AS firstSeen, p.lastSeen AS lastSeen,
       p.missing IS NOT NULL AS missing, collect(id(a)) AS from, collect(id(b)) AS to,
       collect(
         CASE
           WHEN p.since IS NOT NULL OR p.validFrom IS NOT NULL OR p.validTo IS NOT NULL
             THEN [p.via, p.since, p.validFrom, p.validTo]
           ELSE coalesce(p.via, 0)
         END) AS rest
