// purpose: write privileged accounts, never their secrets, as one harvest saw them
// params:  rows LIST<LIST<ANY>>, source STRING, stamp STRING, at ZONED DATETIME
// returns: none
// mode:    write
CALL () {
  MATCH (part:GraphPart {source: $source})
  SET part.revision = randomUUID()
}
UNWIND $rows AS row
WITH row[0] AS key, row[2] AS type, row[3] AS id, row[4] AS name, row[5] AS description,
     row[8] AS sensitivity, row[9] AS crownJewel, row[10] AS userName, row[11] AS signsInSource,
     row[12] AS linkedSource, row[13] AS linkedId, row[16] AS version, row[17] AS fact
MERGE (n:Node {key: key})
ON CREATE SET n:PrivilegedAccount, n.firstSeen = $at
ON MATCH SET n.lastSeen = $at, n.missing = null
SET n += {source: $source, type: type, id: id, name: name, description: description,
          userName: userName, signsInSource: signsInSource, sensitivity: sensitivity,
          crownJewel: crownJewel, linkedSource: linkedSource, linkedId: linkedId,
          version: version},
    n.fact = fact, n.stamp = $stamp
