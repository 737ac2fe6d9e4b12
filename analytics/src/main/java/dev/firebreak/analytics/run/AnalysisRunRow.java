package dev.firebreak.analytics.run;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/// An `AnalysisRun` node, as written and as read.
record AnalysisRunRow(
    String id,
    ZonedDateTime at,
    int nodes,
    int edges,
    int opened,
    int persisting,
    int resolved,
    long tookMillis,
    long radiusTotal,
    String bySeverity,
    String byKind,
    int grantsUsed,
    int grantsUnused,
    int grantsUnknown,
    int grantsSeasonal,
    int grantsTooNew,
    @Nullable Double creepIndex) {

  static AnalysisRunRow of(AnalysisRun run) {
    return new AnalysisRunRow(
        run.id(),
        run.at().atZone(ZoneOffset.UTC),
        run.nodes(),
        run.edges(),
        run.opened(),
        run.persisting(),
        run.resolved(),
        run.tookMillis(),
        run.radiusTotal(),
        StoredJson.counts(run.bySeverity()),
        StoredJson.counts(run.byKind()),
        run.grantsUsed(),
        run.grantsUnused(),
        run.grantsUnknown(),
        run.grantsSeasonal(),
        run.grantsTooNew(),
        run.creepIndex());
  }

  AnalysisRun run() {
    return new AnalysisRun(
        id,
        at.toInstant(),
        nodes,
        edges,
        opened,
        persisting,
        resolved,
        tookMillis,
        radiusTotal,
        StoredJson.bySeverity(bySeverity),
        StoredJson.byKind(byKind),
        grantsUsed,
        grantsUnused,
        grantsUnknown,
        grantsSeasonal,
        grantsTooNew,
        creepIndex);
  }
}
