// purpose: how many findings match a filter; empty lists and nulls match all; one that was accepted until
//          now is open
// params:  states LIST<STRING>, kinds LIST<STRING>, severities LIST<STRING>, subject STRING,
//          text STRING, now ZONED DATETIME
// returns: total INTEGER
// mode:    read
MATCH (f:Finding)
WITH f, CASE WHEN f.state = 'ACCEPTED' AND f.acceptedUntil <= $now THEN 'OPEN' ELSE f.state END AS state
WHERE (size($states) = 0 OR state IN $states)
  AND (size($kinds) = 0 OR f.kind IN $kinds)
  AND (size($severities) = 0 OR f.severity IN $severities)
  AND ($subject IS NULL OR f.subject = $subject)
  AND ($text IS NULL
       OR toLower(f.story + ' ' + f.rule + ' ' + f.ruleName + ' ' + f.subjectName) CONTAINS toLower($text))
RETURN count(f) AS total
