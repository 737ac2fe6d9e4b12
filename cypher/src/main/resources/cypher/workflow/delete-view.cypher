// purpose: delete a saved view of somebody
// params:  id STRING, owner STRING
// returns: none
// mode:    write
MATCH (v:SavedView {id: $id, owner: $owner})
DELETE v
