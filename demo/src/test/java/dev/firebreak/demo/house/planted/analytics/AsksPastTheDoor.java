package dev.firebreak.demo.house.planted.analytics;

import org.neo4j.driver.Driver;

/// Speaks to Neo4j past the door.
record AsksPastTheDoor(Driver driver) {}
