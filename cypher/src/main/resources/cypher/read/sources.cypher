// purpose: every source and how it is harvested; never its credentials
// params:  none
// returns: key STRING, id STRING, name STRING, kind STRING, baseUrl STRING, authKind STRING,
//          authoritative BOOLEAN
// mode:    read
MATCH (s:Node&Source)
RETURN s.key AS key, s.id AS id, coalesce(s.name, s.id) AS name, s.sourceKind AS kind, s.baseUrl AS baseUrl,
       s.authKind AS authKind, coalesce(s.authoritative, false) AS authoritative
ORDER BY name
