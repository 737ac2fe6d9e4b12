package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.cut.Choices.Choice;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Changes that do nothing one by one and much together: the minimum cut before one target, that
/// between all starts and targets, and, where the starts are few or nothing else helps, that behind
/// one start and that between one start and one target.
final class Bundles {

  /// At most so many targets, and so many starts, are looked at: the targets with most exposure,
  /// the starts with the smallest indexes.
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

  /// The changes that part some starts from some targets; empty where none do.
  private record Parting(List<Choice> choices) {}

  private final GraphSnapshot snapshot;
  private final BitSet starts;
  private final BitSet targets;
  private final Choices choices;
  private final Map<Integer, Reaching> reaching = new HashMap<>();
  private final Map<Integer, Parting> partings = new HashMap<>();
  private @Nullable Parting whole;

  /// A change makes the cut of everything smaller by one at most, and uses up one change of the
  /// budget: once the cut is too large, it stays so.
  private boolean wholeFits = true;

  Bundles(GraphSnapshot snapshot, BitSet starts, BitSet targets, Choices choices) {
    this.snapshot = snapshot;
    this.starts = starts;
    this.targets = targets;
    this.choices = choices;
  }

  /// Says that a change was taken back.
  void undone(Choice choice) {
    changed(choice);
    wholeFits = true;
  }

  /// Says that a change was made: what it leads to is looked at again.
  void changed(Choice choice) {
    BitSet heads = new BitSet();
    choice.edges().forEach(edge -> heads.set(snapshot.to(edge)));
    BitSet concerned = Between.reached(snapshot, heads, _ -> true);
    concerned.and(targets);
    concerned.stream()
        .forEach(target -> {
          reaching.remove(target);
          partings.remove(target);
        });
    whole = null;
  }

  /// The bundle that does most for each of its changes.
  ///
  /// @param most how many changes may be made
  /// @param stalled whether no single change does anything
  Optional<Bundle> best(int most, boolean stalled) {
    return all(most, stalled).stream().reduce((one, two) -> two.isBetterThan(one) ? two : one);
  }

  /// The bundle that does most.
  Optional<Bundle> largest(int most) {
    return all(most, false).stream().reduce((one, two) -> two.gain() > one.gain() ? two : one);
  }

  /// Those of two changes at least, the cuts before targets first.
  private List<Bundle> all(int most, boolean stalled) {
    if (most < 2) {
      return List.of();
    }
    List<Reaching> reached =
        targets.stream()
            .mapToObj(target -> reaching.computeIfAbsent(target, this::reaching))
            .filter(each -> each.weight() > 0)
            .sorted(Comparator.comparingLong(Reaching::weight).reversed())
            .limit(MOST)
            .toList();
    List<Bundle> bundles = new ArrayList<>();
    long all = 0;
    BitSet from = new BitSet();
    for (Reaching each : reached) {
      add(
          bundles,
          partings.computeIfAbsent(
              each.target(), target -> parting(each.starts(), Between.only(target))),
          each.weight(),
          most);
      from.or(each.starts());
      all += each.weight();
    }
    if (wholeFits) {
      whole = whole == null ? parting(from, targets) : whole;
      wholeFits = whole.choices().size() <= most;
      add(bundles, whole, all, most);
    }
    if (from.cardinality() > MOST && !stalled) {
      return bundles;
    }
    int pairs = 0;
    for (int start : from.stream().limit(MOST).toArray()) {
      long own = 0;
      for (Reaching each : reached) {
        if (each.starts().get(start)) {
          int weight = Weights.of(snapshot, each.target());
          own += weight;
          if (pairs++ < MOST_PAIRS) {
            add(bundles, parting(start, Between.only(each.target())), weight, most);
          }
        }
      }
      add(bundles, parting(start, targets), own, most);
    }
    return bundles;
  }

  private Reaching reaching(int target) {
    BitSet found = Between.leading(snapshot, Between.only(target), choices::isThere);
    found.and(starts);
    return new Reaching(target, found, (long) found.cardinality() * Weights.of(snapshot, target));
  }

  private Parting parting(int start, BitSet to) {
    return parting(Between.only(start), to);
  }

  private Parting parting(BitSet from, BitSet to) {
    return new Parting(
        MinimumCut.between(snapshot, from, to, choices)
            .map(cut -> choices.choices(cut.edges()))
            .orElse(List.of()));
  }

  private static void add(List<Bundle> bundles, Parting parting, long gain, int most) {
    if (parting.choices().size() > 1 && parting.choices().size() <= most) {
      bundles.add(new Bundle(parting.choices(), gain));
    }
  }
}
