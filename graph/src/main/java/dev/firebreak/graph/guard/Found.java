package dev.firebreak.graph.guard;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A part of the graph in the answer of a query. Other values are what they are in Java: a text, a
/// long, a double, a boolean, a time of `java.time`, a list, a map with names for keys, or null.
public sealed interface Found {

  /// A node.
  record Node(List<String> labels, Map<String, @Nullable Object> properties) implements Found {}

  /// An edge. What it joins is not told; a path tells it.
  record Edge(String type, Map<String, @Nullable Object> properties) implements Found {}

  /// A path: nodes and edges by turns.
  record Path(List<Found> steps) implements Found {}
}
