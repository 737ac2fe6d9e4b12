// purpose: how many findings match a filter; empty lists and nulls match all
// params:  states LIST<STRING>, kinds LIST<STRING>, severities LIST<STRING>, subject STRING,
//          text STRING
// returns: total INTEGER
// mode:    read
MATCH (f:Finding)
WHERE (size($states) = 0 OR f.state IN $states)
  AND (size($kinds) = 0 OR f.kind IN $kinds)
  AND (size($severities) = 0 OR f.severity IN $severities)
  AND ($subject IS NULL OR f.subject = $subject)
  AND ($text IS NULL
       OR toLower(f.story + ' ' + f.rule + ' ' + f.ruleName + ' ' + f.subjectName) CONTAINS toLower($text))
RETURN count(f) AS total
