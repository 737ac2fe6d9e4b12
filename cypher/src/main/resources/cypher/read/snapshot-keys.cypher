// purpose: the keys of nodes, by the numbers in which their element ids end
// params:  elements LIST<INTEGER>
// returns: elements LIST<INTEGER>, keys LIST<STRING>
// mode:    read
MATCH (any:Node)
WITH split(elementId(any), ':') AS of LIMIT 1
WITH of[0] + ':' + of[1] + ':' AS before
UNWIND $elements AS element
MATCH (n:Node)
WHERE elementId(n) = before + toString(element) AND n.key IS NOT NULL
RETURN collect(element) AS elements, collect(n.key) AS keys
