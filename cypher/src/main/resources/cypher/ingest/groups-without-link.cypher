// purpose: groups that stand for a group of another source, where no such group was read
// params:  none
// returns: key STRING, linkedSource STRING, linkedId STRING
// mode:    read
MATCH (g:Group)
WHERE g.linkedSource IS NOT NULL AND g.linkedId IS NOT NULL
  AND NOT EXISTS { (:Group)-[:MEMBER_OF {via: g.key, rule: 'linked object'}]->(g) }
RETURN g.key AS key, g.linkedSource AS linkedSource, g.linkedId AS linkedId
ORDER BY key
