package dev.firebreak.graph.snapshot;

import java.util.List;
import java.util.stream.IntStream;

/// In what a snapshot differs from the one that it was made of by [GraphSnapshot#without] and
/// [GraphSnapshot#withInactive].
///
/// @param edges the indexes of the edges that it has not, ascending
/// @param switched the indexes of the accounts and identities whose activity differs, ascending
public record TakenAway(List<Integer> edges, List<Integer> switched) {

  public TakenAway {
    edges = List.copyOf(edges);
    switched = List.copyOf(switched);
  }

  /// @throws IllegalArgumentException if the one was not made of the other by taking away
  @SuppressWarnings("ReferenceEquality") // columns are shared, never compared
  public static TakenAway between(GraphSnapshot before, GraphSnapshot after) {
    if (before.nodeColumns() != after.nodeColumns()
        || before.edgeColumns() != after.edgeColumns()
        || !before.asOf().equals(after.asOf())) {
      throw new IllegalArgumentException("it was not made of this snapshot by taking away");
    }
    Overlay was = before.overlay();
    Overlay is = after.overlay();
    if (was.leftOut().anyMatch(edge -> !is.leavesOut(edge))) {
      throw new IllegalArgumentException("it has edges that this snapshot has not");
    }
    return new TakenAway(
        is.leftOut().filter(edge -> !was.leavesOut(edge)).boxed().toList(),
        IntStream.concat(was.told(), is.told())
            .sorted()
            .distinct()
            .filter(node -> before.active(node) != after.active(node))
            .boxed()
            .toList());
  }
}
