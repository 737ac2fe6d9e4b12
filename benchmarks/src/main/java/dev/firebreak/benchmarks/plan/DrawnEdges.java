package dev.firebreak.benchmarks.plan;

import dev.firebreak.analytics.cut.Eligibility.Eligible;
import dev.firebreak.analytics.cut.RemovableEdges;
import dev.firebreak.analytics.cut.RemovalRules;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// Memberships and grants of a graph, drawn from all of them, each as likely: large groups lose the
/// most.
final class DrawnEdges {

  private DrawnEdges() {}

  /// Distinct edges that may be taken away.
  static List<Integer> of(GraphSnapshot snapshot, RemovalRules rules, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RemovableEdges removable = new RemovableEdges(snapshot, rules);
    Set<Integer> drawn = new LinkedHashSet<>();
    while (drawn.size() < count) {
      int edge = random.nextInt(snapshot.edgeCount());
      EdgeKind kind = snapshot.edgeKind(edge);
      if ((kind == EdgeKind.MEMBER_OF || kind == EdgeKind.HOLDS)
          && removable.eligibility(edge) instanceof Eligible(var removal)
          && removable.edgesOf(removal).size() == 1) {
        drawn.add(edge);
      }
    }
    return List.copyOf(drawn);
  }
}
