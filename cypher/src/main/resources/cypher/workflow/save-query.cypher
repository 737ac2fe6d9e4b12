// purpose: save a query of the library, in place of the one that has the same id
// params:  id STRING, owner STRING, shared BOOLEAN, definition STRING, savedAt ZONED DATETIME
// returns: none
// mode:    write
MERGE (q:SavedQuery {id: $id})
SET q.owner = $owner, q.shared = $shared, q.definition = $definition, q.savedAt = $savedAt
