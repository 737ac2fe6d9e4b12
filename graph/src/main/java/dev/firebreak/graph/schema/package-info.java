/// The graph's vocabulary, said once: which kinds of node ([dev.firebreak.graph.schema.NodeKind])
/// and edge ([dev.firebreak.graph.schema.EdgeKind]) there are and which edges count as reach.
/// Cypher files, Java algorithms and `docs/schema.md` all follow these lists, and tests hold them
/// to it.
@NullMarked
package dev.firebreak.graph.schema;

import org.jspecify.annotations.NullMarked;
