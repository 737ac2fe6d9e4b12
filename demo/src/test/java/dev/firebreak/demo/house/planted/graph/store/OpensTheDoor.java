package dev.firebreak.demo.house.planted.graph.store;

import org.neo4j.driver.Driver;

/// Uses the driver where it belongs.
record OpensTheDoor(Driver driver) {}
