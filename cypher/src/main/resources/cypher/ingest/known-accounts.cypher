// purpose: how many accounts of a source the graph has, and whether it was ever harvested
// params:  source STRING
// returns: accounts INTEGER, harvested BOOLEAN
// mode:    read
OPTIONAL MATCH (n:Account {source: $source})
RETURN count(n) AS accounts, EXISTS { (h:Harvest {source: $source}) WHERE h.complete } AS harvested
