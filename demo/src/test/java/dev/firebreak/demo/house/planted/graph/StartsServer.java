package dev.firebreak.demo.house.planted.graph;

import org.neo4j.dbms.api.DatabaseManagementService;

/// Knows the database server outside embedded.
record StartsServer(DatabaseManagementService server) {}
