// purpose: the queries of the library that somebody sees: their own, and those that others share
// params:  person STRING
// returns: id STRING, owner STRING, shared BOOLEAN, definition STRING, savedAt ZONED DATETIME
// mode:    read
MATCH (q:SavedQuery)
WHERE q.owner = $person OR q.shared
RETURN q.id AS id, q.owner AS owner, q.shared AS shared, q.definition AS definition,
       q.savedAt AS savedAt
ORDER BY q.id
