// purpose: note that a schema migration was applied
// params:  name STRING, checksum STRING
// returns: none
// mode:    write
MERGE (m:SchemaMigration {name: $name})
ON CREATE SET m.checksum = $checksum, m.appliedAt = datetime()
