// purpose: delete a query of the library
// params:  id STRING
// returns: none
// mode:    write
MATCH (q:SavedQuery {id: $id})
DELETE q
