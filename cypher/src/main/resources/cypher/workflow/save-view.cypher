// purpose: save a view, in place of the one that has the same owner and name
// params:  id STRING, name STRING, owner STRING, shared BOOLEAN, query STRING, savedAt ZONED DATETIME
// returns: none
// mode:    write
MERGE (v:SavedView {id: $id})
SET v.name = $name, v.owner = $owner, v.shared = $shared, v.query = $query, v.savedAt = $savedAt
