package dev.firebreak.web.view;

import dev.firebreak.analytics.blastradius.Exposure;
import dev.firebreak.analytics.blastradius.Radii;
import dev.firebreak.analytics.blastradius.Radius;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.analytics.run.FindingSummary;
import dev.firebreak.analytics.run.StoredFinding;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The first page: where things stand, what changed, and where to look.
@Component
public final class OverviewPages {

  private static final int LISTED = 6;
  private static final int CHANGES = 8;
  private static final int TREND = 30;

  private final CurrentGraph current;
  private final FindingsReader findings;
  private final FindingLists lists;
  private final Harvests harvests;
  private final PerSnapshot<Standing> standings = new PerSnapshot<>(OverviewPages::standing);

  OverviewPages(
      CurrentGraph current, FindingsReader findings, FindingLists lists, Harvests harvests) {
    this.current = current;
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

  /// A severity over the last analyses.
  ///
  /// @param change against the analysis before
  /// @param spark the points of its small line
  /// @param history its counts, oldest first
  public record SeverityLine(
      Severity severity, int open, int change, String spark, List<Integer> history) {}

  /// A point of the trend.
  public record TrendPoint(String run, Instant at, long weighted, int opened, int resolved) {}

  /// What changed with the last analysis.
  public record Changes(
      List<FindingLine> opened, int openedCount, List<FindingLine> resolved, int resolvedCount) {}

  /// @param sentence the answer
  /// @param run the last analysis, null while there was none
  /// @param before the one before it, null while there was none
  /// @param line the weighted exposure over the analyses, null below two of them
  public record Overview(
      String sentence,
      Standing standing,
      List<Harvests.Source> sources,
      @Nullable AnalysisRun run,
      @Nullable AnalysisRun before,
      long open,
      List<SeverityLine> severities,
      Changes changes,
      List<TrendPoint> trend,
      Chart.@Nullable Line line) {

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

  /// The overview as of now.
  public Overview now() {
    Standing standing = standings.of(current.snapshot());
    List<Harvests.Source> sources = harvests.all();
    List<AnalysisRun> runs = findings.runs(TREND).reversed();
    AnalysisRun run = runs.isEmpty() ? null : runs.getLast();
    AnalysisRun before = runs.size() < 2 ? null : runs.get(runs.size() - 2);
    List<FindingSummary> open = findings.open();
    List<SeverityLine> severities =
        Arrays.stream(Severity.values()).map(s -> severity(s, runs, open)).toList();
    List<TrendPoint> trend =
        runs.stream()
            .map(r -> new TrendPoint(r.id(), r.at(), r.radiusTotal(), r.opened(), r.resolved()))
            .toList();
    return new Overview(
        OverviewSentence.tell(sources, standing, run, before, severities),
        standing,
        sources,
        run,
        before,
        open.size(),
        severities,
        changes(run),
        trend,
        trend.size() < 2 ? null : Chart.line(trend.stream().map(TrendPoint::weighted).toList()));
  }

  private Changes changes(@Nullable AnalysisRun run) {
    if (run == null) {
      return new Changes(List.of(), 0, List.of(), 0);
    }
    List<FindingSummary> all = findings.all();
    return new Changes(
        lists.lines(
            all.stream()
                .filter(f -> f.state() == StoredFinding.State.OPEN)
                .filter(f -> !f.openedAt().isBefore(run.at()))
                .limit(CHANGES)
                .toList()),
        run.opened(),
        lists.lines(
            all.stream().filter(f -> !resolvedAt(f).isBefore(run.at())).limit(CHANGES).toList()),
        run.resolved());
  }

  private static Instant resolvedAt(FindingSummary finding) {
    Instant at = finding.resolvedAt();
    return at == null ? Instant.MIN : at;
  }

  private static SeverityLine severity(
      Severity severity, List<AnalysisRun> runs, List<FindingSummary> open) {
    List<Integer> history =
        runs.stream().map(run -> run.bySeverity().getOrDefault(severity, 0)).toList();
    int now = (int) open.stream().filter(f -> f.severity() == severity).count();
    int change = history.size() < 2 ? 0 : history.getLast() - history.get(history.size() - 2);
    return new SeverityLine(severity, now, change, Chart.spark(history), history);
  }

  private static Standing standing(GraphSnapshot snapshot) {
    SourceNames names = SourceNames.of(snapshot);
    List<Radius> radii = Radii.all(snapshot);
    List<JewelLine> jewels =
        IntStream.range(0, snapshot.nodeCount())
            .filter(i -> snapshot.crownJewel(i))
            .mapToObj(i ->
                new JewelLine(
                    NodeRef.of(snapshot, i),
                    names.of(snapshot.source(i)),
                    Exposure.of(snapshot, i).count(),
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
