/// Blast radii of everybody, side by side: [dev.firebreak.benchmarks.radius.RadiusBenchmark] all at
/// once, [dev.firebreak.benchmarks.radius.IncrementalBenchmark] after single changes.
@NullMarked
package dev.firebreak.benchmarks.radius;

import org.jspecify.annotations.NullMarked;
