// purpose: the schema migrations that this graph has had
// params:  none
// returns: name STRING, checksum STRING
// mode:    read
MATCH (m:SchemaMigration)
RETURN m.name AS name, m.checksum AS checksum
