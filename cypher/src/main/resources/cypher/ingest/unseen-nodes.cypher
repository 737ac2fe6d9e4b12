// purpose: how many nodes of each type of a source were known before a harvest, and how many of those it
//          did not see
// params:  source STRING, stamp STRING, at ZONED DATETIME
// returns: type STRING, known INTEGER, unseen INTEGER
// mode:    read
MATCH (n:Node {source: $source})
RETURN n.type AS type,
       sum(CASE WHEN n.stamp <> $stamp OR n.firstSeen < $at THEN 1 ELSE 0 END) AS known,
       sum(CASE WHEN n.stamp <> $stamp THEN 1 ELSE 0 END) AS unseen
ORDER BY type
