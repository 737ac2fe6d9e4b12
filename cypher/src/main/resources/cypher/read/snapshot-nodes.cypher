// purpose: a page of nodes, by keys after one and before another, one list for each property; a node's
//          kind is its label other than Node
// params:  after STRING, end STRING, limit INTEGER
// returns: keys LIST<STRING>, labels LIST<STRING>, names LIST<STRING>, sources LIST<STRING>,
//          types LIST<STRING>, ids LIST<STRING>, active LIST<BOOLEAN>, kinds LIST<STRING>,
//          sensitivities LIST<INTEGER>, crownJewels LIST<BOOLEAN>, values LIST<STRING>,
//          rights LIST<BOOLEAN>, userNames LIST<STRING>, emails LIST<STRING>,
//          departments LIST<STRING>, titles LIST<STRING>, firstSeen LIST<ZONED DATETIME>,
//          lastSeen LIST<ZONED DATETIME>, missing LIST<BOOLEAN>
// mode:    read
MATCH (n:Node)
WHERE n.key > $after AND n.key < $end
WITH n ORDER BY n.key LIMIT $limit
WITH collect({of: properties(n), labels: labels(n)}) AS nodes
RETURN [n IN nodes | n.of.key] AS keys,
       [n IN nodes | head([label IN n.labels WHERE label <> 'Node'])] AS labels,
       [n IN nodes | n.of.name] AS names,
       [n IN nodes | n.of.source] AS sources,
       [n IN nodes | n.of.type] AS types,
       [n IN nodes | n.of.id] AS ids,
       [n IN nodes | n.of.active] AS active,
       [n IN nodes | n.of.kind] AS kinds,
       [n IN nodes | n.of.sensitivity] AS sensitivities,
       [n IN nodes | n.of.crownJewel] AS crownJewels,
       [n IN nodes | n.of.value] AS values,
       [n IN nodes | n.of.right] AS rights,
       [n IN nodes | n.of.userName] AS userNames,
       [n IN nodes | n.of.email] AS emails,
       [n IN nodes | n.of.department] AS departments,
       [n IN nodes | n.of.title] AS titles,
       [n IN nodes | n.of.firstSeen] AS firstSeen,
       [n IN nodes | coalesce(n.of.lastSeen, n.of.firstSeen)] AS lastSeen,
       [n IN nodes | n.of.missing IS NOT NULL] AS missing
