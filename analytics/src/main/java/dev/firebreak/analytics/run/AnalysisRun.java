package dev.firebreak.analytics.run;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingChange;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Reconciliation;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.finding.Standing;
import dev.firebreak.analytics.unused.UseVerdict;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.RunStates;
import dev.firebreak.graph.snapshot.SnapshotStore;
import dev.firebreak.graph.store.IdentityGraph;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One analysis of the whole graph and its figures, as stored.
///
/// @param id counts the runs of a graph: `1`, `2` …
/// @param at the instant for which the snapshot was decided
/// @param nodes nodes of the snapshot
/// @param edges edges of the snapshot, reach or not
/// @param opened findings that were not open before, those that are open again included
/// @param persisting findings that were and are open
/// @param resolved findings that were open and no longer hold
/// @param tookMillis from the start of reading to the end of the analyses, in milliseconds
/// @param radiusTotal the weighted blast radii of all identities, added up
/// @param bySeverity open findings after the run; severities without any are absent
/// @param byKind open findings after the run; kinds without any are absent
/// @param grantsUsed direct grants that were used in the window
/// @param grantsUnused direct grants that were not
/// @param grantsUnknown direct grants that nobody can judge
/// @param grantsSeasonal direct grants that were not, but whose use recurs and may still come back
/// @param grantsTooNew direct grants that began inside the window and were not used yet
/// @param creepIndex the permission creep index of all of them, 0 to 100; null when none could be
///   judged, or the run is older than the index
public record AnalysisRun(
    String id,
    Instant at,
    int nodes,
    int edges,
    int opened,
    int persisting,
    int resolved,
    long tookMillis,
    long radiusTotal,
    Map<Severity, Integer> bySeverity,
    Map<FindingKind, Integer> byKind,
    int grantsUsed,
    int grantsUnused,
    int grantsUnknown,
    int grantsSeasonal,
    int grantsTooNew,
    @Nullable Double creepIndex) {

  private static final Set<FindingKind> EVALUATED = EnumSet.allOf(FindingKind.class);

  public AnalysisRun {
    bySeverity = Map.copyOf(bySeverity);
    byKind = Map.copyOf(byKind);
  }

  /// Reads one snapshot, runs every analysis, compares with the open findings and stores findings,
  /// events and the run in one transaction. If anything fails, nothing is stored.
  ///
  /// @throws IllegalStateException if another run was stored meanwhile; run again
  public static AnalysisRun execute(IdentityGraph graph, AnalysisRules rules, Clock clock) {
    return execute(graph, new SnapshotStore(graph, null), rules, clock);
  }

  /// The same with the snapshot that is kept of the graph.
  ///
  /// @throws IllegalStateException if another run was stored meanwhile; run again
  public static AnalysisRun execute(
      IdentityGraph graph, SnapshotStore snapshots, AnalysisRules rules, Clock clock) {
    return execute(graph, snapshots, null, rules, AnalysisSteps.SILENT, clock);
  }

  /// The same, and keeps the state that the run worked on once the run is stored.
  ///
  /// @param states null to keep none
  /// @param steps hears how far it is
  /// @throws IllegalStateException if another run was stored meanwhile; run again
  public static AnalysisRun execute(
      IdentityGraph graph,
      SnapshotStore snapshots,
      @Nullable RunStates states,
      AnalysisRules rules,
      AnalysisSteps steps,
      Clock clock) {
    Instant at = clock.instant();
    steps.reached(0, Analyses.STEPS, "reading the graph");
    long before = FindingWriter.runsSoFar(graph);
    GraphSnapshot snapshot = snapshots.at(at);
    Analyses analyses = Analyses.of(snapshot, AnalysisInputs.read(graph, rules), steps);
    long tookMillis = Duration.between(at, clock.instant()).toMillis();
    steps.reached(Analyses.STEPS - 1, Analyses.STEPS, "storing what was found");
    AnalysisRun stored =
        FindingWriter.store(
            graph,
            before,
            stood -> {
              List<Finding> found = decided(analyses.findings(), stood, at);
              List<FindingChange> changes =
                  Reconciliation.reconcile(states(stood), found, EVALUATED);
              return new FindingWriter.Result(
                  changes, run(before + 1, at, snapshot, analyses, found, changes, tookMillis));
            });
    if (states != null) {
      states.keep(stored.id(), snapshot);
    }
    steps.reached(Analyses.STEPS, Analyses.STEPS, "");
    return stored;
  }

  private static Map<FindingKey, Standing.State> states(
      Map<FindingKey, FindingWriter.Stood> stood) {
    return stood.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> each.getValue().state()));
  }

  /// The findings as they stand with what people have decided of them.
  private static List<Finding> decided(
      List<Finding> found, Map<FindingKey, FindingWriter.Stood> stood, Instant at) {
    return found.stream()
        .map(finding -> {
          FindingWriter.Stood before = stood.get(finding.key());
          return before == null || before.acceptance() == null
              ? finding
              : finding.with(finding.standing().with(before.acceptance(), at));
        })
        .toList();
  }

  private static AnalysisRun run(
      long number,
      Instant at,
      GraphSnapshot snapshot,
      Analyses analyses,
      List<Finding> found,
      List<FindingChange> changes,
      long tookMillis) {
    List<Finding> open = found.stream().filter(Finding::open).toList();
    return new AnalysisRun(
        Long.toString(number),
        at,
        snapshot.nodeCount(),
        snapshot.edgeCount(),
        count(changes, FindingChange.Opened.class) + count(changes, FindingChange.Reopened.class),
        (int)
            changes.stream()
                .filter(change -> change instanceof FindingChange.Persisting(Finding f) && f.open())
                .count(),
        count(changes, FindingChange.Resolved.class),
        tookMillis,
        analyses.radiusTotal(),
        count(open, Finding::severity),
        count(open, finding -> finding.key().kind()),
        analyses.unused().used(),
        analyses.unused().unused(),
        analyses.unused().unknownTotal(),
        analyses.unused().count(UseVerdict.Kind.SEASONAL),
        analyses.unused().count(UseVerdict.Kind.TOO_NEW),
        analyses.unused().creep().total().index().stream().boxed().findFirst().orElse(null));
  }

  private static int count(List<FindingChange> changes, Class<? extends FindingChange> kind) {
    return (int) changes.stream().filter(kind::isInstance).count();
  }

  private static <K extends Comparable<K>> Map<K, Integer> count(
      List<Finding> findings, Function<Finding, K> by) {
    return findings.stream()
        .collect(Collectors.groupingBy(by, TreeMap::new, Collectors.summingInt(finding -> 1)));
  }
}
