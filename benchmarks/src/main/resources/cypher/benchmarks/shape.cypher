// purpose: count what a harvest wrote
// params:  none
// returns: nodes INTEGER, edges INTEGER
// mode:    read
MATCH (n:Node) WHERE n.type IN ['User', 'Group', 'Entitlement']
WITH count(n) AS nodes
OPTIONAL MATCH (:Node)-[r:MEMBER_OF|HOLDS]->(:Node)
RETURN nodes, count(r) AS edges
