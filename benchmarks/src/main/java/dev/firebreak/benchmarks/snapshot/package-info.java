/// Snapshots of a generated graph: read row by row, read by columns, loaded from disk, refreshed
/// after a change; start at [dev.firebreak.benchmarks.snapshot.SnapshotBenchmark].
@NullMarked
package dev.firebreak.benchmarks.snapshot;

import org.jspecify.annotations.NullMarked;
