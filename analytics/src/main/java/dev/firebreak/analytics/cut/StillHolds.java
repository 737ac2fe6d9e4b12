package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Whether a finding would still hold in a changed graph.
@FunctionalInterface
public interface StillHolds {

  /// Whether the finding holds in this snapshot.
  boolean test(GraphSnapshot after);

  /// The paths that prove the finding in this snapshot, for the search to go on with; empty where
  /// only yes or no is known.
  default List<AccessPath> because(GraphSnapshot after) {
    return List.of();
  }

  /// The ids of other open findings that this snapshot no longer has.
  default Set<String> alsoCloses(GraphSnapshot after) {
    return Set.of();
  }

  /// The findings that one snapshot has and the one before has not, worst first; empty where the
  /// analyses are not run again, so that nobody knows.
  default Optional<List<Effect.Opened>> opens(GraphSnapshot before, GraphSnapshot after) {
    return Optional.empty();
  }

  /// The findings that count, of those found after, and of those found before did not, worst first.
  static List<Effect.Opened> opened(List<Finding> before, List<Finding> after) {
    Set<String> known =
        before.stream().filter(Finding::open).map(Finding::id).collect(Collectors.toSet());
    return after.stream()
        .filter(each -> each.open() && !known.contains(each.id()))
        .map(Effect.Opened::of)
        .sorted(Effect.Opened.WORST_FIRST)
        .toList();
  }

  /// The ids of those that are open and were not found any more, ascending.
  static SortedSet<String> closed(List<Finding> open, List<Finding> after) {
    SortedSet<String> closed = new TreeSet<>();
    open.forEach(each -> closed.add(each.id()));
    after.forEach(left -> closed.remove(left.id()));
    return closed;
  }

  /// Judges by what the finding shows and nothing else: an account that is not inactive, a grant
  /// that is still there, or the ends of its paths being reached. A toxic combination needs an end
  /// of each title, any other finding a single end.
  static StillHolds shown(Finding finding) {
    return new ShownFacts(finding);
  }

  /// Judges by running the real analysis again, once for each snapshot in turn.
  ///
  /// @param open the findings that are open now
  /// @param analysis finds everything that holds in a snapshot
  static StillHolds rerun(
      Finding finding, List<Finding> open, Function<GraphSnapshot, List<Finding>> analysis) {
    return new RerunAnalysis(finding, open, analysis);
  }
}
