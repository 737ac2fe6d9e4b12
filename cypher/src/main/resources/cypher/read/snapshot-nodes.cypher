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
WITH collect(properties(n)) AS nodes, collect(labels(n)) AS labels
RETURN [n IN nodes | n.key] AS keys,
       [own IN labels | head([label IN own WHERE label <> 'Node'])] AS labels,
       [n IN nodes | n.name] AS names,
       [n IN nodes | n.source] AS sources,
       [n IN nodes | n.type] AS types,
       [n IN nodes | n.id] AS ids,
       [n IN nodes | n.active] AS active,
       [n IN nodes | n.kind] AS kinds,
       [n IN nodes | n.sensitivity] AS sensitivities,
       [n IN nodes | n.crownJewel] AS crownJewels,
       [n IN nodes | n.value] AS values,
       [n IN nodes | n.right] AS rights,
       [n IN nodes | n.userName] AS userNames,
       [n IN nodes | n.email] AS emails,
       [n IN nodes | n.department] AS departments,
       [n IN nodes | n.title] AS titles,
       [n IN nodes | n.firstSeen] AS firstSeen,
       [n IN nodes | n.lastSeen] AS lastSeen,
       [n IN nodes | n.missing IS NOT NULL] AS missing
