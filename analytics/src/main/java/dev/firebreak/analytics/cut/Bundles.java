package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.cut.Choices.Choice;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Changes that do nothing one by one and much together: the minimum cut before one target, or
/// between one start and one target.
final class Bundles {

  private static final int MOST = 64;

  /// Changes to be made together.
  ///
  /// @param gain how much exposure goes by them at least
  record Bundle(List<Choice> choices, long gain) {

    /// Whether it does more for each change than another, whose every change does `each`.
    boolean isBetterThan(long each) {
      return gain > each * choices.size();
    }
  }

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

  /// The bundle that does most for each of its changes, of two changes at least.
  ///
  /// @param most how many changes may be made
  Optional<Bundle> best(int most) {
    List<Bundle> found =
        targets.stream()
            .mapToObj(this::reaching)
            .filter(each -> each.weight() > 0)
            .sorted(Comparator.comparingLong(Reaching::weight).reversed())
            .limit(MOST)
            .map(each -> bundle(each.starts(), each.target(), each.weight(), most))
            .flatMap(Optional::stream)
            .toList();
    return best(found.stream());
  }

  /// The same, for single starts.
  Optional<Bundle> bestOfOne(int most) {
    return best(
        targets.stream()
            .mapToObj(this::reaching)
            .flatMap(each ->
                each.starts().stream()
                    .limit(MOST)
                    .mapToObj(start ->
                        bundle(
                            Between.only(start),
                            each.target(),
                            Weights.of(snapshot, each.target()),
                            most)))
            .limit((long) MOST * MOST)
            .flatMap(Optional::stream));
  }

  private static Optional<Bundle> best(Stream<Bundle> bundles) {
    return bundles.reduce((one, other) ->
        other.gain() * one.choices().size() > one.gain() * other.choices().size() ? other : one);
  }

  private record Reaching(int target, BitSet starts, long weight) {}

  private Reaching reaching(int target) {
    BitSet found = Between.leading(snapshot, Between.only(target), choices::isThere);
    found.and(starts);
    return new Reaching(
        target, found, (long) found.cardinality() * Weights.of(snapshot, target));
  }

  private Optional<Bundle> bundle(BitSet from, int target, long gain, int most) {
    return MinimumCut.between(snapshot, from, Between.only(target), choices)
        .map(cut -> choices.choices(cut.edges()))
        .filter(cut -> cut.size() > 1 && cut.size() <= most)
        .map(cut -> new Bundle(cut, gain));
  }
}
