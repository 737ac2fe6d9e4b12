package dev.firebreak.web.view;

import dev.firebreak.analytics.blastradius.Exposure;
import dev.firebreak.analytics.blastradius.Radii;
import dev.firebreak.analytics.blastradius.Radius;
import dev.firebreak.analytics.drift.DriftDebt;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.analytics.run.FindingSummary;
import dev.firebreak.analytics.run.StoredFinding;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The first page: where things stand, what changed, and where to look.
@Component
public final class OverviewPages {

  private static final int LISTED = 6;
  private static final int CHANGES = 8;
  private static final int DAYS = 30;
  private static final int RUNS = DAYS * 24;

  private final CurrentGraph current;
  private final FindingsReader findings;
  private final FindingLists lists;
  private final Harvests harvests;
  private final RiskScores scores;
  private final ReachChanges changes;
  private final Clock clock;
  private final PerSnapshot<Standing> standings;

  private volatile @Nullable JewelChanges kept;

  private record JewelChanges(
      Standing standing, AnalysisRun before, Map<String, Integer> changes) {}

  OverviewPages(
      CurrentGraph current,
      IdentityRadii radii,
      FindingsReader findings,
      FindingLists lists,
      Harvests harvests,
      RiskScores scores,
      ReachChanges changes,
      Clock clock) {
    this.scores = scores;
    this.changes = changes;
    this.clock = clock;
    this.current = current;
    this.standings = current.perGraph(snapshot -> standing(snapshot, radii.of(snapshot)));
    this.findings = findings;
    this.lists = lists;
    this.harvests = harvests;
  }

  /// A crown jewel and how many identities reach it.
  public record JewelLine(NodeRef node, String source, int identities, int sensitivity) {}

  /// An identity and what it reaches.
  public record RadiusLine(
      NodeRef identity, String department, int count, long weighted, int crownJewels) {}

  /// What the snapshot alone tells.
  ///
  /// @param exposed how many crown jewels any identity reaches
  /// @param weighted the weighted blast radii of all identities, added up
  public record Standing(
      int identities,
      int jewelCount,
      int exposed,
      List<JewelLine> jewels,
      List<RadiusLine> radii,
      long weighted) {}

  /// A severity over the analyses of the trend.
  ///
  /// @param change against the analysis that is compared with
  /// @param spark the points of its small line
  /// @param history its counts, oldest first
  public record SeverityLine(
      Severity severity, int open, int change, String spark, List<Integer> history) {}

  /// A point of the trend.
  public record TrendPoint(String run, Instant at, long weighted, int opened, int resolved) {}

  /// What changed since the analysis that is compared with.
  public record Changes(
      List<FindingLine> opened, int openedCount, List<FindingLine> resolved, int resolvedCount) {}

  /// @param sentence the answer
  /// @param run the last analysis, null while there was none
  /// @param since the analysis that it is compared with
  /// @param jewelChanges how many more identities reach a crown jewel than then, by key; a jewel of
  ///   which that is not known is absent
  /// @param debts the drift debt of each source that has any, by its id
  /// @param reach whose reach changed since then and why; null without an analysis to compare with
  /// @param trend the last analysis of each of the last thirty days; on the first day, each
  /// @param daily whether the trend is by day
  /// @param line the weighted exposure over the trend, null below two points
  /// @param part whether it tells of a part of the graph: then of nothing that is kept of earlier
  ///   analyses, and of no harvest
  public record Overview(
      String sentence,
      Standing standing,
      List<Harvests.Source> sources,
      @Nullable AnalysisRun run,
      Baseline since,
      long open,
      List<SeverityLine> severities,
      Changes changes,
      Map<String, Integer> jewelChanges,
      Map<String, DriftDebt> debts,
      ReachChanges.@Nullable Summary reach,
      List<TrendPoint> trend,
      boolean daily,
      Chart.@Nullable Line line,
      boolean part) {

    /// The analysis that is compared with, null while there is none.
    public @Nullable AnalysisRun before() {
      return since.run();
    }

    /// The drift debt of all sources together.
    public double debt() {
      return debts.values().stream().mapToDouble(DriftDebt::debt).sum();
    }

    /// How old the oldest open drift is, in whole days.
    public long oldestDebtDays() {
      return debts.values().stream().mapToLong(DriftDebt::oldestDays).max().orElse(0);
    }

    /// How many sources are complete.
    public long complete() {
      return sources.stream().filter(Harvests.Source::complete).count();
    }

    /// All grants that were looked at for use.
    public long grants() {
      return run == null
          ? 0
          : run.grantsUsed()
              + run.grantsUnused()
              + run.grantsUnknown()
              + run.grantsSeasonal()
              + run.grantsTooNew();
    }
  }

  /// What the graph alone tells.
  public Standing standing() {
    return standings.of(current.snapshot());
  }

  /// The overview as of now.
  ///
  /// @param since the id of the analysis to compare the last one with; null for the last of an
  ///   earlier day
  /// @throws NotUnderstood if there is no such analysis
  public Overview now(@Nullable String since) {
    if (current.isPart()) {
      return part();
    }
    Standing standing = standings.of(current.snapshot());
    List<Harvests.Source> sources = harvests.all();
    List<AnalysisRun> runs = findings.runs(RUNS).reversed();
    AnalysisRun run = runs.isEmpty() ? null : runs.getLast();
    Baseline baseline = Baseline.of(runs, since, clock.instant());
    AnalysisRun before = baseline.run();
    List<AnalysisRun> days = List.copyOf(Baseline.lastOfEachDay(runs).values());
    List<AnalysisRun> shown = lastOf(days.size() < 2 ? runs : days);
    FindingTable table = findings.table();
    List<SeverityLine> severities = severities(table, shown, before);
    List<TrendPoint> trend =
        shown.stream()
            .map(r -> new TrendPoint(r.id(), r.at(), r.radiusTotal(), r.opened(), r.resolved()))
            .toList();
    return new Overview(
        OverviewSentence.tell(sources, standing, run, before, baseline.words(), severities),
        standing,
        sources,
        run,
        baseline,
        table.open().size(),
        severities,
        changes(runs, before),
        before == null ? Map.of() : jewelChanges(standing, before),
        scores.driftDebt().stream()
            .collect(Collectors.toMap(DriftDebt::source, Function.identity())),
        before == null ? null : changes.since(before.id()).orElse(null),
        trend,
        days.size() > 1,
        trend.size() < 2 ? null : Chart.line(trend.stream().map(TrendPoint::weighted).toList()),
        false);
  }

  /// What the part of the graph and its findings tell by themselves.
  private Overview part() {
    Standing standing = standings.of(current.snapshot());
    FindingTable table = findings.table();
    List<FindingSummary> open = table.open();
    List<SeverityLine> severities = severities(table, List.of(), null);
    return new Overview(
        OverviewSentence.open(severities),
        standing,
        List.of(),
        null,
        Baseline.of(List.of(), null, clock.instant()),
        open.size(),
        severities,
        new Changes(lists.lines(open.stream().limit(CHANGES).toList()), open.size(), List.of(), 0),
        Map.of(),
        scores.driftDebt().stream()
            .collect(Collectors.toMap(DriftDebt::source, Function.identity())),
        null,
        List.of(),
        false,
        null,
        true);
  }

  private static List<AnalysisRun> lastOf(List<AnalysisRun> runs) {
    return runs.subList(Math.max(0, runs.size() - DAYS), runs.size());
  }

  private Map<String, Integer> jewelChanges(Standing standing, AnalysisRun before) {
    JewelChanges last = kept;
    if (last == null || !last.standing().equals(standing) || !last.before().equals(before)) {
      last = new JewelChanges(standing, before, worked(standing, before));
      kept = last;
    }
    return last.changes();
  }

  private Map<String, Integer> worked(Standing standing, AnalysisRun before) {
    List<String> keys = standing.jewels().stream().map(line -> line.node().key()).toList();
    Map<String, Integer> then = changes.exposedAt(before.id(), keys).orElse(Map.of());
    return standing.jewels().stream()
        .filter(line -> then.containsKey(line.node().key()))
        .collect(
            Collectors.toMap(
                line -> line.node().key(),
                line -> line.identities() - then.getOrDefault(line.node().key(), 0)));
  }

  private Changes changes(List<AnalysisRun> runs, @Nullable AnalysisRun before) {
    List<AnalysisRun> later =
        runs.stream().filter(run -> before == null || run.at().isAfter(before.at())).toList();
    if (later.isEmpty()) {
      return new Changes(List.of(), 0, List.of(), 0);
    }
    Instant from = later.getFirst().at();
    List<FindingSummary> all = findings.all();
    List<FindingSummary> opened =
        all.stream()
            .filter(f -> f.state() == StoredFinding.State.OPEN && !f.openedAt().isBefore(from))
            .toList();
    List<FindingSummary> resolved =
        all.stream().filter(f -> !resolvedAt(f).isBefore(from)).toList();
    return new Changes(
        lists.lines(opened.stream().limit(CHANGES).toList()),
        opened.size(),
        lists.lines(resolved.stream().limit(CHANGES).toList()),
        resolved.size());
  }

  private static Instant resolvedAt(FindingSummary finding) {
    Instant at = finding.resolvedAt();
    return at == null ? Instant.MIN : at;
  }

  private static List<SeverityLine> severities(
      FindingTable table, List<AnalysisRun> runs, @Nullable AnalysisRun before) {
    return Arrays.stream(Severity.values())
        .map(each -> severity(each, runs, before, table.openBySeverity().getOrDefault(each, 0)))
        .toList();
  }

  private static SeverityLine severity(
      Severity severity, List<AnalysisRun> runs, @Nullable AnalysisRun before, int now) {
    List<Integer> history =
        runs.stream().map(run -> run.bySeverity().getOrDefault(severity, 0)).toList();
    int change = before == null ? 0 : now - before.bySeverity().getOrDefault(severity, 0);
    return new SeverityLine(severity, now, change, Chart.spark(history), history);
  }

  private static Standing standing(GraphSnapshot snapshot, Radii radii) {
    SourceNames names = SourceNames.of(snapshot);
    List<JewelLine> jewels =
        IntStream.range(0, snapshot.nodeCount())
            .filter(i -> snapshot.crownJewel(i))
            .mapToObj(i ->
                new JewelLine(
                    NodeRef.of(snapshot, i),
                    names.of(snapshot.source(i)),
                    Exposure.of(snapshot, i, 0).count(),
                    snapshot.sensitivity(i)))
            .sorted(
                Comparator.comparingInt(JewelLine::identities)
                    .reversed()
                    .thenComparing(line -> line.node().name()))
            .toList();
    int identities = (int) snapshot.nodes(NodeKind.IDENTITY).count();
    return new Standing(
        identities,
        jewels.size(),
        (int) jewels.stream().filter(jewel -> jewel.identities() > 0).count(),
        jewels.stream().limit(LISTED).toList(),
        radii.stream()
            .filter(radius -> radius.count() > 0)
            .sorted(
                Comparator.comparingLong(Radius::weighted)
                    .reversed()
                    .thenComparing(Radius::identityKey))
            .limit(LISTED)
            .map(radius -> radius(snapshot, radius))
            .toList(),
        radii.stream().mapToLong(Radius::weighted).sum());
  }

  private static RadiusLine radius(GraphSnapshot snapshot, Radius radius) {
    String department = snapshot.node(radius.node()).department();
    return new RadiusLine(
        NodeRef.of(snapshot, radius.node()),
        department == null ? "" : department,
        radius.count(),
        radius.weighted(),
        radius.crownJewels());
  }
}
