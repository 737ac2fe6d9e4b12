package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.BitSet;
import java.util.Set;

/// Who of some starts reaches which of some targets, by plain search with some edges left out.
final class Exposures {

  private final GraphSnapshot snapshot;
  private final BitSet starts;
  private final BitSet targets;
  private final Walk backward;

  Exposures(GraphSnapshot snapshot, BitSet starts, BitSet targets) {
    this.snapshot = snapshot;
    this.starts = starts;
    this.targets = targets;
    this.backward = Walk.backward(snapshot);
  }

  /// How much is reached without some edges.
  CutPlan.Exposed without(Set<Integer> gone) {
    long weight = 0;
    long pairs = 0;
    for (int target = targets.nextSetBit(0); target >= 0; target = targets.nextSetBit(target + 1)) {
      int at = target;
      long reaching =
          backward
              .from(target, edge -> !gone.contains(edge))
              .nodes()
              .filter(node -> node != at && starts.get(node))
              .count();
      pairs += reaching;
      weight += reaching * Weights.of(snapshot, target);
    }
    return new CutPlan.Exposed(weight, pairs);
  }

  /// The starts that reach a target without some edges.
  BitSet reaching(int target, Set<Integer> gone) {
    BitSet reaching = new BitSet();
    backward
        .from(target, edge -> !gone.contains(edge))
        .nodes()
        .filter(node -> node != target && starts.get(node))
        .forEach(reaching::set);
    return reaching;
  }
}
