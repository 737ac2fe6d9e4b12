CREATE FULLTEXT INDEX node_name IF NOT EXISTS FOR (n:Node) ON EACH [n.name, n.userName, n.email]
