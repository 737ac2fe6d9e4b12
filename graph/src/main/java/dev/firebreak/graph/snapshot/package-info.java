/// The identity graph in memory, at one instant: [dev.firebreak.graph.snapshot.GraphSnapshot] keeps
/// nodes and edges in columns, one array for each property, and makes
/// [dev.firebreak.graph.snapshot.Node] and [dev.firebreak.graph.snapshot.Edge] records when asked.
/// [dev.firebreak.graph.snapshot.SnapshotReader] reads one from Neo4j;
/// [dev.firebreak.graph.snapshot.SnapshotStore] keeps one, in memory and on disk, and reads only
/// the parts of the graph that changed.
///
/// Rows that are still added to are `…Rows`, what is sorted and fixed `…Column` and `…Columns`.
@NullMarked
package dev.firebreak.graph.snapshot;

import org.jspecify.annotations.NullMarked;
