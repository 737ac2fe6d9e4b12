// purpose: privileged accounts whose account was not found in the source they sign in to
// params:  none
// returns: key STRING, name STRING, userName STRING, signsInSource STRING
// mode:    read
MATCH (p:PrivilegedAccount)
WHERE p.signsInSource IS NOT NULL AND NOT EXISTS { (p)-[:SIGNS_IN_AS]->(:Account) }
RETURN p.key AS key, p.name AS name, p.userName AS userName, p.signsInSource AS signsInSource
ORDER BY key
