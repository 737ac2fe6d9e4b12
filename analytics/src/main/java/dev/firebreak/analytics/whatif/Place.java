package dev.firebreak.analytics.whatif;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import org.jspecify.annotations.Nullable;

/// A node as an answer names it.
///
/// @param key its key
/// @param name what people call it
/// @param source the id of the source it came from
public record Place(String key, NodeKind kind, String name, @Nullable String source) {

  static Place of(GraphSnapshot snapshot, int node) {
    return new Place(
        snapshot.key(node), snapshot.kind(node), snapshot.name(node), snapshot.source(node));
  }
}
