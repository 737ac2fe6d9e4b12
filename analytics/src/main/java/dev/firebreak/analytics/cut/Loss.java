package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// Who loses what when edges go, counted on a snapshot.
public final class Loss {

  private final GraphSnapshot snapshot;
  private final Walk backward;

  public Loss(GraphSnapshot snapshot) {
    this.snapshot = snapshot;
    this.backward = Walk.backward(snapshot);
  }

  /// The identities that reach less than before, by index.
  public Set<Integer> identitiesLosing(Collection<Integer> lost) {
    return identitiesLosing(lost, Set.of());
  }

  /// The identities that reach less than before, where other edges are gone already.
  ///
  /// An identity loses something exactly if it no longer reaches the head of some lost edge: of a
  /// way to a node that is lost, what follows the last lost edge is still there.
  ///
  /// @param lost indexes of edges
  /// @param gone indexes of edges that were lost before
  public Set<Integer> identitiesLosing(Collection<Integer> lost, Set<Integer> gone) {
    Set<Integer> all = new HashSet<>(gone);
    all.addAll(lost);
    Set<Integer> losing = new TreeSet<>();
    lost.stream()
        .filter(snapshot::isReach)
        .map(snapshot::to)
        .distinct()
        .forEach(head -> {
          List<Integer> before = identities(backward.from(head, edge -> !gone.contains(edge)));
          backward.from(head, edge -> !all.contains(edge));
          before.stream().filter(identity -> !backward.found(identity)).forEach(losing::add);
        });
    return losing;
  }

  /// How many of some memberships and grants are used, as far as anybody knows.
  ///
  /// @param use how the edge with an index is used, see [AccessInUse]
  public static Effect.Use use(Collection<Integer> edges, IntFunction<EdgeUse> use) {
    Map<EdgeUse.Kind, Long> counts =
        edges.stream()
            .map(use::apply)
            .collect(Collectors.groupingBy(EdgeUse::kind, Collectors.counting()));
    return new Effect.Use(
        counts.getOrDefault(EdgeUse.Kind.USED, 0L).intValue(),
        counts.getOrDefault(EdgeUse.Kind.UNUSED, 0L).intValue(),
        counts.getOrDefault(EdgeUse.Kind.UNKNOWN, 0L).intValue());
  }

  private List<Integer> identities(Walk walk) {
    return walk.nodes().filter(node -> snapshot.kind(node) == NodeKind.IDENTITY).boxed().toList();
  }
}
