/// Identity graphs from a seed, as large as wanted: [dev.firebreak.benchmarks.graph.GeneratedGraph]
/// holds the columns of one and makes a snapshot of it. What the ratios of a benchmark depend on is
/// said there.
@NullMarked
package dev.firebreak.benchmarks.graph;

import org.jspecify.annotations.NullMarked;
