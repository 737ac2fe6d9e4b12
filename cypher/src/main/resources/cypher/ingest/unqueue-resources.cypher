// purpose: forget resources that were read well at last, and those of endpoints read to their end that are
//          not there any more
// params:  source STRING, stamp STRING, keys LIST<STRING>, endpoints LIST<STRING>
// returns: removed INTEGER
// mode:    write
MATCH (q:RejectedResource {source: $source})
WHERE q.stamp <> $stamp AND (q.key IN $keys OR q.endpoint IN $endpoints)
DELETE q
RETURN count(*) AS removed
