/// What every test of the product shares: one Neo4j per test JVM
/// ([dev.firebreak.testkit.SharedNeo4j]) and seeded, replayable chance
/// ([dev.firebreak.testkit.Seeds]).
@NullMarked
package dev.firebreak.testkit;

import org.jspecify.annotations.NullMarked;
