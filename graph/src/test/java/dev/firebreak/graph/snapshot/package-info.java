/// Snapshots in memory and on disk.
@NullMarked
package dev.firebreak.graph.snapshot;

import org.jspecify.annotations.NullMarked;
