package dev.firebreak.web.work;

import dev.firebreak.analytics.cut.EdgeUse;
import dev.firebreak.analytics.cut.Eligibility.Eligible;
import dev.firebreak.analytics.cut.Eligibility.NotEligible;
import dev.firebreak.analytics.cut.RemovableEdges;
import dev.firebreak.analytics.cut.Removal;
import dev.firebreak.analytics.cut.RemovalRules;
import dev.firebreak.analytics.whatif.Change;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/// Judges single edges: whether a plan can take them away, and by what. Safe for use by several
/// threads.
final class Takings {

  private final GraphSnapshot snapshot;
  private final RemovableEdges removable;
  private final IntFunction<EdgeUse> use;

  Takings(GraphSnapshot snapshot, RemovalRules rules, IntFunction<EdgeUse> use) {
    this.snapshot = snapshot;
    this.removable = new RemovableEdges(snapshot, rules);
    this.use = use;
  }

  /// What it takes for an edge to go.
  synchronized Taking of(Change.Remove wanted) {
    OptionalInt from = snapshot.find(wanted.from());
    OptionalInt to = snapshot.find(wanted.to());
    List<Integer> edges =
        from.isEmpty() || to.isEmpty()
            ? List.of()
            : snapshot
                .find(wanted.kind(), from.getAsInt(), to.getAsInt())
                .filter(e -> wanted.via() == null || wanted.via().equals(snapshot.via(e)))
                .boxed()
                .toList();
    if (edges.isEmpty()) {
      return new Taking(wanted, List.of(), null, "it is not in the graph");
    }
    Set<Removal> removals = new LinkedHashSet<>();
    for (int edge : edges) {
      switch (removable.eligibility(edge)) {
        case Eligible(Removal removal) -> removals.add(removal);
        case NotEligible(String _, String reason) -> {
          return new Taking(wanted, List.of(), null, reason);
        }
      }
    }
    return new Taking(
        wanted, List.copyOf(removals), EdgeUse.of(edges(List.copyOf(removals)), use), "");
  }

  /// Every edge that removals take, ascending.
  synchronized List<Integer> edges(List<Removal> removals) {
    Set<Integer> edges = new TreeSet<>();
    removals.forEach(removal -> edges.addAll(removable.edgesOf(removal)));
    return List.copyOf(edges);
  }

  /// The edges that a removal takes, as single changes.
  synchronized List<Change.Remove> changes(Removal removal) {
    List<Change.Remove> changes = new ArrayList<>();
    for (int edge : removable.edgesOf(removal)) {
      changes.add(
          new Change.Remove(
              "",
              snapshot.edgeKind(edge),
              snapshot.key(snapshot.from(edge)),
              snapshot.key(snapshot.to(edge)),
              null));
    }
    return changes;
  }
}
