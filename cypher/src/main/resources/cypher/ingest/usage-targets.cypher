// purpose: what a usage feed may name in one source: accounts and entitlements by id, name and value
// params:  source STRING
// returns: key STRING, account BOOLEAN, id STRING, resourceId STRING, name STRING, userName STRING,
//          value STRING
// mode:    read
MATCH (n:Node {source: $source})
WHERE n:Account OR n:Entitlement
RETURN n.key AS key, n:Account AS account, n.id AS id, n.resourceId AS resourceId, n.name AS name,
       n.userName AS userName, n.value AS value
ORDER BY key
