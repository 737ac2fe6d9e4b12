package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.cut.Bundles.Bundle;
import dev.firebreak.analytics.cut.Choices.Choice;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Lowers the exposure of targets change by change. In each step it makes the change that takes
/// most, or, where that does more for each change, a minimum cut between some of the starts and
/// targets as a whole, see [Bundles]. At the end it takes back what turned out not to be needed. It
/// does so twice, the second time beginning with the cut that takes most, and keeps what is better.
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
    steps(goal, budget);
    List<Integer> first = List.copyOf(made);
    long left = graph.exposure();
    if (left <= goal && first.size() < 3) {
      return chosen();
    }
    first.forEach(this::undo);
    Optional<Bundle> largest = bundles.largest(budget);
    if (largest.isPresent()) {
      make(largest.get());
      steps(goal, budget);
    }
    boolean better =
        left <= goal
            ? graph.exposure() <= goal && made.size() < first.size()
            : graph.exposure() < left;
    if (!better) {
      List.copyOf(made).forEach(this::undo);
      first.forEach(this::make);
    }
    return chosen();
  }

  private List<Choice> chosen() {
    return made.stream().map(graph.choices()::get).toList();
  }

  private void steps(long goal, int budget) {
    boolean moving = true;
    while (moving && graph.exposure() > goal && made.size() < budget) {
      moving = step(budget - made.size());
    }
    if (graph.exposure() <= goal) {
      prune(goal);
    }
  }

  private boolean step(int most) {
    int best = best();
    long gain = best < 0 ? 0 : graph.gain(best);
    Optional<Bundle> bundle = bundles.best(most, gain == 0).filter(each -> each.isBetterThan(gain));
    if (bundle.isPresent()) {
      make(bundle.get());
    } else if (gain > 0) {
      make(best);
    }
    return bundle.isPresent() || gain > 0;
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
    return more > 0 || (more == 0 && kind(one).compareTo(kind(other)) < 0);
  }

  private EdgeUse.Kind kind(int at) {
    return graph.choices().get(at).use().kind();
  }

  private void make(Bundle bundle) {
    bundle.choices().forEach(choice -> make(graph.position(choice)));
  }

  private void make(int at) {
    graph.make(at);
    choices.make(graph.choices().get(at));
    bundles.changed(graph.choices().get(at));
    made.add(at);
  }

  private void undo(int at) {
    graph.undo(at);
    choices.undo(graph.choices().get(at));
    bundles.undone(graph.choices().get(at));
    made.removeIf(each -> each == at);
  }

  private void prune(long goal) {
    for (int at : List.copyOf(made)) {
      int place = made.indexOf(at);
      undo(at);
      if (graph.exposure() > goal) {
        make(at);
        made.add(place, made.removeLast());
      }
    }
  }
}
