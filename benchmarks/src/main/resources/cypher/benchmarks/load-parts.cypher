// purpose: give each source that nodes come from a part of the graph
// params:  none
// returns: none
// mode:    write
MATCH (n:Node)
WITH DISTINCT n.source AS source
MERGE (part:GraphPart {source: source})
SET part.revision = randomUUID()
