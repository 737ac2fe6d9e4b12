// purpose: change the name of one node of a source, as a harvest would
// params:  key STRING, name STRING
// returns: none
// mode:    write
MATCH (n:Node {key: $key})
MATCH (part:GraphPart {source: n.source})
SET n.name = $name, part.revision = randomUUID()
