// purpose: entitlements of a source that some of these ids name, or any if ids is null, where they are held
//          by another value and none is held by the id itself
// params:  source STRING, ids LIST<STRING>
// returns: type STRING, id STRING, key STRING
// mode:    read
MATCH (n:Entitlement {source: $source})
WHERE ($ids IS NULL OR n.resourceId IN $ids) AND n.resourceId <> n.id
  AND NOT EXISTS {
    (other:Entitlement {source: $source, type: n.type, id: n.resourceId})
    WHERE other.resourceId IS NOT NULL
  }
RETURN n.type AS type, n.resourceId AS id, n.key AS key
ORDER BY key
