/// What every test of the product shares: one Neo4j per test JVM
/// ([dev.firebreak.testkit.SharedNeo4j]), seeded, replayable chance ([dev.firebreak.testkit.Seeds])
/// and small graphs written down as text ([dev.firebreak.testkit.Scenario]).
@NullMarked
package dev.firebreak.testkit;

import org.jspecify.annotations.NullMarked;
