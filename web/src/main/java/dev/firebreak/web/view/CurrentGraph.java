package dev.firebreak.web.view;

import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.user.Limits;

/// The identity graph as screens and the REST API see it: one snapshot, shared until something
/// writes.
public interface CurrentGraph {

  /// The snapshot now in use, read from the database when there is none or the last is outdated.
  GraphSnapshot snapshot();

  /// Says that the graph has changed, so that the next [#snapshot()] is read anew.
  void invalidate();

  /// What the snapshot is limited to.
  default Limits limits() {
    return Limits.NONE;
  }

  /// Whether the snapshot is only a part of the graph. Then nothing may be told that is not made of
  /// it.
  default boolean isPart() {
    return !limits().isNone();
  }
}
