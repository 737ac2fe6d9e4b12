/// Toxic combinations of everybody: columns of bits against a search for each identity and against
/// Cypher, and beside the blast radius of the same graph.
@NullMarked
package dev.firebreak.benchmarks.sod;

import org.jspecify.annotations.NullMarked;
