// purpose: forget which edges of a source lack an end, of some resources that state them or, if vias is
//          null, of all
// params:  source STRING, vias LIST<STRING>
// returns: none
// mode:    write
MATCH (d:DanglingEdges {source: $source})
WHERE $vias IS NULL OR d.via IN $vias
DELETE d
