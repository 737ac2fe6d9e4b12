// purpose: when memberships or grants of some accounts or groups appeared or were gone
// params:  keys LIST<STRING>
// returns: at ZONED DATETIME
// mode:    read
UNWIND $keys AS key
MATCH (c:AccessChange)
WHERE c.from = key AND c.to IS NOT NULL
RETURN DISTINCT c.at AS at
ORDER BY at
