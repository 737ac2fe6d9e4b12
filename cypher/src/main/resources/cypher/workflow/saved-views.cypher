// purpose: the saved views that somebody sees: their own, and those that others share
// params:  person STRING
// returns: id STRING, name STRING, owner STRING, shared BOOLEAN, query STRING, savedAt ZONED DATETIME
// mode:    read
MATCH (v:SavedView)
WHERE v.owner = $person OR v.shared
RETURN v.id AS id, v.name AS name, v.owner AS owner, v.shared AS shared, v.query AS query,
       v.savedAt AS savedAt
ORDER BY v.owner <> $person, toLower(v.name), v.owner
