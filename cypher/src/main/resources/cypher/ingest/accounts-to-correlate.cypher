// purpose: every account with what correlation compares, and the identity it is linked to now
// params:  none
// returns: key STRING, source STRING, id STRING, name STRING, userName STRING, externalId STRING,
//          employeeNumber STRING, email STRING, active BOOLEAN, kind STRING, department STRING,
//          title STRING, manager STRING, linkedSource STRING, linkedId STRING, correlation STRING,
//          owner STRING, identity STRING, rule STRING, confidence INTEGER
// mode:    read
MATCH (a:Account)
OPTIONAL MATCH (i:Identity)-[r:OWNS]->(a)
RETURN a.key AS key, a.source AS source, a.id AS id, a.name AS name, a.userName AS userName,
       a.externalId AS externalId, a.employeeNumber AS employeeNumber, a.email AS email,
       a.active AS active, a.kind AS kind, a.department AS department, a.title AS title,
       a.manager AS manager, a.linkedSource AS linkedSource, a.linkedId AS linkedId,
       a.correlation AS correlation, a.owner AS owner,
       i.key AS identity, r.rule AS rule, r.confidence AS confidence
ORDER BY key
