// purpose: every node of the identity graph with what the analyses need of it
// params:  none
// returns: key STRING, label STRING, name STRING, source STRING, type STRING, id STRING, active BOOLEAN,
//          kind STRING, sensitivity INTEGER, crownJewel BOOLEAN, value STRING, right BOOLEAN,
//          userName STRING, email STRING, department STRING, title STRING,
//          firstSeen ZONED DATETIME, lastSeen ZONED DATETIME, missing BOOLEAN
// mode:    read
MATCH (n:Node)
RETURN n.key AS key,
       head([label IN labels(n) WHERE label <> 'Node']) AS label,
       n.name AS name, n.source AS source, n.type AS type, n.id AS id, n.active AS active,
       n.kind AS kind, n.sensitivity AS sensitivity, n.crownJewel AS crownJewel, n.value AS value,
       n.right AS right, n.userName AS userName, n.email AS email, n.department AS department,
       n.title AS title, n.firstSeen AS firstSeen, coalesce(n.lastSeen, n.firstSeen) AS lastSeen,
       n.missing IS NOT NULL AS missing
ORDER BY key
