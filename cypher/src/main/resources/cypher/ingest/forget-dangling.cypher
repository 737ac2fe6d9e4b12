// purpose: forget which edges of a source lack an end, of some resources that state them or, if vias is
//          null, of all; returned is what they named
// params:  source STRING, vias LIST<STRING>
// returns: key STRING
// mode:    write
MATCH (d:DanglingEdges {source: $source})
WHERE $vias IS NULL OR d.via IN $vias
WITH d, d.names AS names
DELETE d
WITH names
UNWIND names AS name
RETURN DISTINCT name AS key
