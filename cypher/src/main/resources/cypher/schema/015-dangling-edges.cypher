CREATE INDEX dangling_edges_source IF NOT EXISTS FOR (d:DanglingEdges) ON (d.source)
