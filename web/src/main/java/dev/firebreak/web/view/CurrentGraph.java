package dev.firebreak.web.view;

import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.user.Limits;
import java.util.function.Function;

/// The identity graph as screens and the REST API see it: one snapshot, shared until something
/// writes.
public interface CurrentGraph {

  /// The snapshot now in use, read from the database when there is none or the graph changed.
  GraphSnapshot snapshot();

  /// Says that the graph has changed, so that the next [#snapshot()] is read anew.
  void invalidate();

  /// Something that is worked out of each snapshot when it is first asked for. Where a snapshot
  /// takes the place of another only because time went by, it is worked out before.
  ///
  /// @param work a function of the snapshot alone
  default <T> PerSnapshot<T> perSnapshot(Function<GraphSnapshot, T> work) {
    return PerSnapshot.of(work);
  }

  /// The same for what does not depend on the instant of a snapshot: where time alone went by and
  /// nothing began or ended, it is not worked out again.
  ///
  /// @param work a function of the nodes of the snapshot and the edges that hold in it
  default <T> PerSnapshot<T> perGraph(Function<GraphSnapshot, T> work) {
    return PerSnapshot.ofGraph(work);
  }

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
