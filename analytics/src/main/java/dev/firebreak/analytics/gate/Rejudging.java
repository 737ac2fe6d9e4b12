package dev.firebreak.analytics.gate;

import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.analytics.cut.StillHolds;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Standing;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Judges whether some findings still hold in changed snapshots by a [Gate]. Its last answers are
/// kept, since several questions are asked of each snapshot. Safe for several threads.
public final class Rejudging {

  private static final int KEPT = 4;

  /// The kinds that are judged anew wherever the reach of a subject changes. Of others it may be
  /// known that they hold, and not by which paths.
  private static final Set<FindingKind> ABOUT_REACH =
      Set.copyOf(EnumSet.of(FindingKind.TOXIC, FindingKind.BLAST_RADIUS));

  private final List<Finding> told;
  private final List<Finding> open;
  private final Set<String> openIds;
  private final Kept<Afterwards> answers;
  private final Kept<List<Finding>> analysed;

  /// What was last worked out of snapshots.
  private static final class Kept<T> {
    private final Function<GraphSnapshot, T> work;
    private final Deque<Map.Entry<GraphSnapshot, T>> last = new ArrayDeque<>();

    Kept(Function<GraphSnapshot, T> work) {
      this.work = work;
    }

    @SuppressWarnings("ReferenceEquality") // two snapshots are the same only if they are one
    synchronized T of(GraphSnapshot snapshot) {
      for (Map.Entry<GraphSnapshot, T> each : last) {
        if (each.getKey() == snapshot) {
          return each.getValue();
        }
      }
      T fresh = work.apply(snapshot);
      last.addFirst(Map.entry(snapshot, fresh));
      if (last.size() > KEPT) {
        last.removeLast();
      }
      return fresh;
    }
  }

  /// @param asked the findings that are asked about, in any order
  /// @param open all that are open
  public Rejudging(Gate gate, Collection<Finding> asked, List<Finding> open) {
    Set<FindingKey> keys = asked.stream().map(Finding::key).collect(Collectors.toSet());
    this.open = List.copyOf(open);
    this.openIds = open.stream().map(Finding::id).collect(Collectors.toSet());
    this.told =
        gate.concluded().findings().stream().filter(each -> keys.contains(each.key())).toList();
    this.answers = new Kept<>(after -> gate.afterwards(after, told));
    this.analysed = new Kept<>(gate::analysed);
  }

  /// Judges one of the findings. Snapshots are that of the gate, or made of it by taking away.
  public StillHolds of(Finding finding) {
    boolean upcoming =
        told.stream()
            .anyMatch(each ->
                each.key().equals(finding.key())
                    && each.standing().state() == Standing.State.UPCOMING);
    // what does not hold yet is no subject of a gate
    return upcoming ? StillHolds.rerun(finding, open, analysed::of) : new One(finding);
  }

  /// The short names of the open findings that a snapshot has no longer, ascending.
  public SortedSet<String> closed(GraphSnapshot after) {
    return answers.of(after).closed().stream()
        .map(Finding::id)
        .filter(openIds::contains)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The findings that are open in a snapshot and are not in that of the gate, worst first.
  public List<Effect.Opened> opened(GraphSnapshot after) {
    return answers.of(after).opened().stream()
        .map(Effect.Opened::of)
        .sorted(Effect.Opened.WORST_FIRST)
        .toList();
  }

  private final class One implements StillHolds {
    private final Finding finding;

    One(Finding finding) {
      this.finding = finding;
    }

    @Override
    public boolean test(GraphSnapshot after) {
      return again(after).isPresent();
    }

    @Override
    public List<AccessPath> because(GraphSnapshot after) {
      return ABOUT_REACH.contains(finding.key().kind())
          ? again(after).map(Finding::because).orElse(List.of())
          : List.of();
    }

    @Override
    public Set<String> alsoCloses(GraphSnapshot after) {
      Set<String> closed = closed(after);
      closed.remove(finding.id());
      return closed;
    }

    @Override
    public Optional<List<Effect.Opened>> opens(GraphSnapshot before, GraphSnapshot after) {
      return Optional.of(opened(after));
    }

    private Optional<Finding> again(GraphSnapshot after) {
      return Optional.ofNullable(answers.of(after).told().get(finding.key()));
    }
  }
}
