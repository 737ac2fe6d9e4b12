// purpose: the parts of the graph, one for each source that states nodes and edges, each with what its
//          revision is since it last changed
// params:  none
// returns: source STRING, revision STRING
// mode:    read
MATCH (part:GraphPart)
RETURN part.source AS source, part.revision AS revision
ORDER BY source
