// purpose: the ends of the edges that leave a page of nodes, and nothing else: the numbers in which their
//          element ids end
// params:  after STRING, last STRING
// returns: from LIST<INTEGER>, to LIST<INTEGER>
// mode:    read
MATCH (n:Node)
WHERE n.key > $after AND n.key <= $last
WITH n, toInteger(split(elementId(n), ':')[2]) AS start
MATCH (n)-[]->(b:Node)
RETURN collect(start) AS from, collect(toInteger(split(elementId(b), ':')[2])) AS to
