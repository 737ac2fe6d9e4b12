/// An immutable copy of the identity graph for the Java algorithms, decided for one instant: nodes
/// by int index, reach as compressed sparse rows forward and backward. Build one with
/// [dev.firebreak.graph.snapshot.SnapshotReader]; start reading at
/// [dev.firebreak.graph.snapshot.GraphSnapshot].
@NullMarked
package dev.firebreak.graph.snapshot;

import org.jspecify.annotations.NullMarked;
