package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.cut.Bundles.Bundle;
import dev.firebreak.analytics.cut.Choices.Choice;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Lowers the exposure of targets change by change. In each step it makes the change that takes
/// most, or, where that does more for each change, the minimum cut before one target as a whole. At
/// the end it takes back what turned out not to be needed.
///
/// Of two changes with equal gain, the one that takes what is unused goes first, then the one with
/// the smaller edge. Gains are not submodular: two parallel ways hide each other, and each gains
/// when the other is cut. So there is no bound on how far this is from the best, and the gap is
/// measured instead, see `docs/algorithms/cut-plan.md`.
final class GreedyCut {

  private final GainGraph graph;
  private final Bundles bundles;
  private final Choices choices;
  private final List<Integer> made = new ArrayList<>();

  GreedyCut(GraphSnapshot snapshot, BitSet starts, BitSet targets, Choices choices) {
    this.choices = choices;
    this.graph = new GainGraph(snapshot, starts, targets, choices);
    this.bundles = new Bundles(snapshot, starts, targets, choices);
  }

  /// The changes, in the order in which they were chosen. They stay made in the [Choices].
  ///
  /// @param goal the exposure to come down to
  /// @param budget the most changes
  List<Choice> choose(long goal, int budget) {
    while (graph.exposure() > goal && made.size() < budget && step(budget - made.size())) {}
    if (graph.exposure() <= goal) {
      prune(goal);
    }
    return made.stream().map(graph.choices()::get).toList();
  }

  private boolean step(int most) {
    int best = best();
    long gain = best < 0 ? 0 : graph.gain(best);
    Optional<Bundle> bundle = most < 2 ? Optional.empty() : bundles.best(most);
    if (gain == 0 && bundle.isEmpty() && most > 1) {
      bundle = bundles.bestOfOne(most);
    }
    if (bundle.isPresent() && bundle.get().isBetterThan(gain)) {
      bundle.get().choices().forEach(choice -> make(graph.position(choice)));
      return true;
    }
    if (gain > 0) {
      make(best);
    }
    return gain > 0;
  }

  private int best() {
    int best = -1;
    for (int at = 0; at < graph.choices().size(); at++) {
      if (!graph.isMade(at) && graph.gain(at) > 0 && (best < 0 || isBetter(at, best))) {
        best = at;
      }
    }
    return best;
  }

  private boolean isBetter(int one, int other) {
    long more = graph.gain(one) - graph.gain(other);
    return more > 0
        || (more == 0
            && graph.choices().get(one).use().kind().compareTo(graph.choices().get(other).use().kind())
                < 0);
  }

  private void make(int at) {
    graph.make(at);
    choices.make(graph.choices().get(at));
    made.add(at);
  }

  private void prune(long goal) {
    for (int at : List.copyOf(made)) {
      graph.undo(at);
      choices.undo(graph.choices().get(at));
      if (graph.exposure() <= goal) {
        made.remove((Integer) at);
      } else {
        graph.make(at);
        choices.make(graph.choices().get(at));
      }
    }
  }
}
