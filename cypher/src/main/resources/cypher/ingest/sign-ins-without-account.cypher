// purpose: privileged accounts that sign in to a harvested source which has no such account
// params:  none
// returns: key STRING, name STRING, userName STRING, signsInSource STRING
// mode:    read
MATCH (p:PrivilegedAccount)
WHERE EXISTS { (s:Source {id: toLower(p.signsInSource)}) }
  AND NOT EXISTS { (p)-[:SIGNS_IN_AS]->(:Account) }
RETURN p.key AS key, p.name AS name, p.userName AS userName, p.signsInSource AS signsInSource
ORDER BY key
