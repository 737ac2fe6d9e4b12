// purpose: a page of nodes, by keys after one and before another, in groups that say the same: kind (the label
//          other than Node), source, type, active, identity kind, sensitivity, crown jewel, right, department,
//          first and last seen, missing; of each group one list for each other property, 0 where there is none,
//          and the numbers in which the element ids end; last is the last key of the page
// params:  after STRING, end STRING, limit INTEGER
// returns: last STRING, said LIST<LIST<ANY>>, elements LIST<LIST<INTEGER>>, keys LIST<LIST<STRING>>,
//          names LIST<LIST<ANY>>, ids LIST<LIST<ANY>>, values LIST<LIST<ANY>>, userNames LIST<LIST<ANY>>,
//          emails LIST<LIST<ANY>>, titles LIST<LIST<ANY>>
// mode:    read
MATCH (n:Node)
WHERE n.key > $after AND n.key < $end
WITH n, n.key AS key ORDER BY key LIMIT $limit
WITH key, toInteger(split(elementId(n), ':')[2]) AS element, labels(n) AS labels, properties(n) AS p
WITH [labels, p.source, p.type, p.active, p.kind, p.sensitivity, p.crownJewel, p.right, p.department,
      p.firstSeen, p.lastSeen, p.missing] AS said,
     collect(element) AS elements, collect(key) AS keys, collect(coalesce(p.name, 0)) AS names,
     collect(coalesce(p.id, 0)) AS ids, collect(coalesce(p.value, 0)) AS values,
     collect(coalesce(p.userName, 0)) AS userNames, collect(coalesce(p.email, 0)) AS emails,
     collect(coalesce(p.title, 0)) AS titles
RETURN max(keys[-1]) AS last,
       collect([head([label IN said[0] WHERE label <> 'Node'])] + said[1..]) AS said,
       collect(elements) AS elements, collect(keys) AS keys, collect(names) AS names,
       collect(ids) AS ids, collect(values) AS values, collect(userNames) AS userNames,
       collect(emails) AS emails, collect(titles) AS titles
