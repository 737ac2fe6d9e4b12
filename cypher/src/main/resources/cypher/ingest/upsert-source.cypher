// purpose: write one source as it is configured
// params:  key STRING, id STRING, name STRING, kind STRING, baseUrl STRING, authKind STRING,
//          authoritative BOOLEAN, at ZONED DATETIME
// returns: none
// mode:    write
MERGE (n:Node {key: $key})
ON CREATE SET n:Source, n.firstSeen = $at
SET n.source = 'firebreak', n.type = 'Source', n.id = $id, n.name = $name, n.kind = 'UNKNOWN',
    n.sourceKind = $kind, n.baseUrl = $baseUrl, n.authKind = $authKind,
    n.authoritative = $authoritative, n.lastSeen = $at
WITH n
UNWIND ['firebreak', n.id] AS source
MERGE (part:GraphPart {source: source})
SET part.revision = randomUUID()
