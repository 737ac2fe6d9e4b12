package dev.firebreak.analytics.whatif;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.TakenAway;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// A snapshot as it would be, and in what it differs.
///
/// @param before as it is
/// @param after as it would be, with the same nodes
/// @param edges all edges that one of them has and the other has not, or that are walked in one
///   only
/// @param switched the accounts and identities whose activity differs
public record Supposed(
    GraphSnapshot before, GraphSnapshot after, List<Touched> edges, Set<Integer> switched) {

  /// An edge by its ends.
  public record Touched(EdgeKind kind, int from, int to) {

    static Touched of(GraphSnapshot snapshot, int edge) {
      return new Touched(snapshot.edgeKind(edge), snapshot.from(edge), snapshot.to(edge));
    }
  }

  public Supposed {
    edges = List.copyOf(edges);
    switched = Set.copyOf(switched);
  }

  /// Makes the changes.
  ///
  /// @throws WhatIfRefused as [WhatIf#suppose]
  public static Supposed of(GraphSnapshot snapshot, List<Change> changes) {
    return Supposition.of(snapshot, changes);
  }

  /// What was taken away already.
  ///
  /// @param after made of the other by [GraphSnapshot#without] and [GraphSnapshot#withInactive]
  /// @throws IllegalArgumentException if it was made otherwise
  public static Supposed between(GraphSnapshot before, GraphSnapshot after) {
    TakenAway away = TakenAway.between(before, after);
    IntStream entering =
        away.switched().stream()
            .filter(node -> before.kind(node) == NodeKind.ACCOUNT)
            .flatMapToInt(account ->
                IntStream.range(before.firstIn(account), before.endIn(account)).map(before::in));
    return new Supposed(
        before,
        after,
        IntStream.concat(away.edges().stream().mapToInt(Integer::intValue), entering)
            .mapToObj(edge -> Touched.of(before, edge))
            .toList(),
        Set.copyOf(away.switched()));
  }
}
