package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.cut.Choices.Choice;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Changes that do nothing one by one and much together: the minimum cut before one target, that
/// behind one start, that between one start and one target, and that between all of them.
final class Bundles {

  /// At most so many targets, and so many starts, are looked at: those with most exposure.
  private static final int MOST = 64;

  /// At most so many pairs of a start and a target are looked at.
  private static final int MOST_PAIRS = 256;

  /// Changes to be made together.
  ///
  /// @param gain how much exposure goes by them at least
  record Bundle(List<Choice> choices, long gain) {

    /// Whether it does more for each change than another, whose every change does `each`.
    boolean isBetterThan(long each) {
      return gain > each * choices.size();
    }

    private boolean isBetterThan(Bundle other) {
      return gain * other.choices().size() > other.gain() * choices.size();
    }
  }

  private record Reaching(int target, BitSet starts, long weight) {}

  private final GraphSnapshot snapshot;
  private final BitSet starts;
  private final BitSet targets;
  private final Choices choices;

  Bundles(GraphSnapshot snapshot, BitSet starts, BitSet targets, Choices choices) {
    this.snapshot = snapshot;
    this.starts = starts;
    this.targets = targets;
    this.choices = choices;
  }

  /// The bundle that does most for each of its changes.
  ///
  /// @param most how many changes may be made
  Optional<Bundle> best(int most) {
    return all(most).stream().reduce((one, two) -> two.isBetterThan(one) ? two : one);
  }

  /// The bundle that does most.
  Optional<Bundle> largest(int most) {
    return all(most).stream().reduce((one, two) -> two.gain() > one.gain() ? two : one);
  }

  /// Those of two changes at least, the cuts before targets first.
  private List<Bundle> all(int most) {
    if (most < 2) {
      return List.of();
    }
    List<Reaching> reached =
        targets.stream()
            .mapToObj(this::reaching)
            .filter(each -> each.weight() > 0)
            .sorted(Comparator.comparingLong(Reaching::weight).reversed())
            .limit(MOST)
            .toList();
    List<Bundle> bundles = new ArrayList<>();
    long all = 0;
    BitSet from = new BitSet();
    for (Reaching each : reached) {
      add(bundles, each.starts(), Between.only(each.target()), each.weight(), most);
      from.or(each.starts());
      all += each.weight();
    }
    add(bundles, from, targets, all, most);
    int pairs = 0;
    for (int start : from.stream().limit(MOST).toArray()) {
      long own = 0;
      for (Reaching each : reached) {
        if (each.starts().get(start)) {
          int weight = Weights.of(snapshot, each.target());
          own += weight;
          if (pairs++ < MOST_PAIRS) {
            add(bundles, Between.only(start), Between.only(each.target()), weight, most);
          }
        }
      }
      add(bundles, Between.only(start), targets, own, most);
    }
    return bundles;
  }

  private Reaching reaching(int target) {
    BitSet found = Between.leading(snapshot, Between.only(target), choices::isThere);
    found.and(starts);
    return new Reaching(target, found, (long) found.cardinality() * Weights.of(snapshot, target));
  }

  private void add(List<Bundle> bundles, BitSet from, BitSet to, long gain, int most) {
    MinimumCut.between(snapshot, from, to, choices)
        .map(cut -> choices.choices(cut.edges()))
        .filter(cut -> cut.size() > 1 && cut.size() <= most)
        .ifPresent(cut -> bundles.add(new Bundle(cut, gain)));
  }
}
