// purpose: join entitlements to the functions that they do
// params:  none
// returns: none
// mode:    write
MATCH (e:Entitlement) WHERE size(e.functions) > 0
UNWIND e.functions AS function
MATCH (f:BenchFunction {id: function})
CREATE (e)-[:DOES]->(f)
