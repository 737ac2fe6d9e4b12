// purpose: write accounts as one harvest saw them
// params:  rows LIST<LIST<ANY>>, source STRING, stamp STRING, at ZONED DATETIME
// returns: none
// mode:    write
CALL () {
  MATCH (part:GraphPart {source: $source})
  SET part.revision = randomUUID()
}
UNWIND $rows AS row
WITH row[0] AS key, row[2] AS type, row[3] AS id, row[4] AS name, row[5] AS userName,
     row[6] AS externalId, row[7] AS employeeNumber, row[8] AS email, row[9] AS active,
     row[10] AS kind, row[11] AS department, row[12] AS title, row[13] AS manager,
     row[14] AS linkedSource, row[15] AS linkedId, row[16] AS correlation, row[17] AS owner,
     row[18] AS version, row[19] AS fact
MERGE (n:Node {key: key})
ON CREATE SET n:Account, n.firstSeen = $at
ON MATCH SET n.lastSeen = $at, n.missing = null
SET n += {source: $source, type: type, id: id, name: name, userName: userName,
          externalId: externalId, employeeNumber: employeeNumber, email: email, active: active,
          kind: kind, department: department, title: title, manager: manager,
          linkedSource: linkedSource, linkedId: linkedId, correlation: correlation, owner: owner,
          version: version},
    n.fact = fact, n.stamp = $stamp
