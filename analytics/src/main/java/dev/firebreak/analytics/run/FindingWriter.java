package dev.firebreak.analytics.run;

import dev.firebreak.analytics.finding.Acceptance;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingChange;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Standing;
import dev.firebreak.analytics.run.FindingEvent.Cause;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.graph.store.IdentityGraph.Writing;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Stores one run, its findings and their events in one transaction.
final class FindingWriter {

  private static final int BATCH = 2_000;

  record Count(long runs) {}

  record OpenKey(
      String kind,
      String rule,
      String subject,
      String detail,
      String state,
      @Nullable ZonedDateTime acceptedUntil,
      @Nullable String acceptedBy,
      @Nullable String acceptedReason,
      @Nullable ZonedDateTime acceptedAt) {
    FindingKey key() {
      return new FindingKey(FindingKind.valueOf(kind), rule, subject, detail);
    }

    Stood stood() {
      return new Stood(
          Standing.State.valueOf(state),
          FindingRow.acceptance(acceptedUntil, acceptedBy, acceptedReason, acceptedAt));
    }
  }

  /// How a finding stood before a run.
  record Stood(Standing.State state, @Nullable Acceptance acceptance) {}

  record Row(
      String key,
      String id,
      String kind,
      String rule,
      String ruleName,
      int ruleVersion,
      String severity,
      String subject,
      String detail,
      String subjectKind,
      String subjectName,
      String story,
      String because,
      List<String> sources,
      List<String> passes,
      List<String> ends,
      int affected,
      List<String> frameworks,
      String state,
      @Nullable Instant holdsFrom,
      @Nullable Instant holdsUntil,
      @Nullable String mitigation) {

    static Row of(Finding finding) {
      FindingKey key = finding.key();
      Proof proof = Proof.of(finding.because());
      return new Row(
          key.value(),
          key.id(),
          key.kind().name(),
          key.rule(),
          finding.ruleName(),
          finding.ruleVersion(),
          finding.severity().name(),
          key.subject(),
          key.detail(),
          finding.subjectKind().name(),
          finding.subjectName(),
          finding.story(),
          StoredJson.write(finding.because()),
          proof.sources(),
          proof.passes(),
          proof.ends(),
          finding.affected(),
          finding.frameworks(),
          finding.standing().state().name(),
          finding.standing().from(),
          finding.standing().until(),
          StoredJson.mitigation(finding.standing().mitigation()));
    }
  }

  record Findings(List<Row> findings, Instant at, String run) {}

  record Again(List<Row> findings, Instant at, String run, Cause cause) {}

  record Refreshed(List<Row> findings, String run) {}

  record Keys(List<String> keys, Instant at, String run) {}

  static final Query<None, Count> RUNS_SO_FAR =
      Query.read("workflow/runs-so-far", None.class, Count.class);
  static final Query<None, Count> BEGIN =
      Query.write("workflow/begin-run", None.class, Count.class);
  static final Query<None, OpenKey> OPEN_KEYS =
      Query.read("workflow/open-finding-keys", None.class, OpenKey.class);
  static final Query<Findings, None> OPEN =
      Query.write("workflow/open-findings", Findings.class, None.class);
  static final Query<Again, None> REOPEN =
      Query.write("workflow/reopen-findings", Again.class, None.class);
  static final Query<Refreshed, None> PERSIST =
      Query.write("workflow/persist-findings", Refreshed.class, None.class);
  static final Query<Findings, None> SET_ASIDE =
      Query.write("workflow/set-findings-aside", Findings.class, None.class);
  static final Query<Keys, None> RESOLVE =
      Query.write("workflow/resolve-findings", Keys.class, None.class);
  static final Query<AnalysisRunRow, None> RECORD =
      Query.write("workflow/record-run", AnalysisRunRow.class, None.class);

  private FindingWriter() {}

  /// What to store.
  record Result(List<FindingChange> changes, AnalysisRun run) {}

  /// How many runs the graph has had.
  static long runsSoFar(IdentityGraph graph) {
    return graph.ask(RUNS_SO_FAR, None.NONE).getFirst().runs();
  }

  /// Stores what `compare` makes of the findings that are not resolved.
  ///
  /// @param before how many runs there were when this one began to read
  /// @throws IllegalStateException if there are more by now
  static AnalysisRun store(
      IdentityGraph graph, long before, Function<Map<FindingKey, Stood>, Result> compare) {
    return graph.inOneTransaction(write -> {
      if (write.apply(BEGIN, None.NONE).rows().getFirst().runs() != before + 1) {
        throw new IllegalStateException(
            "Another analysis was stored while this one was running. Nothing of this one was"
                + " stored; run it again.");
      }
      Map<FindingKey, Stood> stood =
          write.ask(OPEN_KEYS, None.NONE).stream()
              .collect(Collectors.toUnmodifiableMap(OpenKey::key, OpenKey::stood));
      Result result = compare.apply(stood);
      store(write, result);
      return result.run();
    });
  }

  private static void store(Writing write, Result result) {
    List<Row> opened = new ArrayList<>();
    Map<Cause, List<Row>> reopened = new EnumMap<>(Cause.class);
    List<Row> persisting = new ArrayList<>();
    List<Row> aside = new ArrayList<>();
    List<String> resolved = new ArrayList<>();
    for (FindingChange change : result.changes()) {
      switch (change) {
        case FindingChange.Opened(Finding finding) -> opened.add(Row.of(finding));
        case FindingChange.Reopened(Finding finding, Standing.State before) ->
            reopened.computeIfAbsent(cause(before), _ -> new ArrayList<>()).add(Row.of(finding));
        case FindingChange.Persisting(Finding finding) -> persisting.add(Row.of(finding));
        case FindingChange.SetAside(Finding finding) -> aside.add(Row.of(finding));
        case FindingChange.Resolved(FindingKey key) -> resolved.add(key.value());
      }
    }
    AnalysisRun run = result.run();
    batches(opened).forEach(rows -> write.apply(OPEN, new Findings(rows, run.at(), run.id())));
    reopened.forEach((cause, findings) ->
        batches(findings)
            .forEach(rows -> write.apply(REOPEN, new Again(rows, run.at(), run.id(), cause))));
    batches(aside).forEach(rows -> write.apply(SET_ASIDE, new Findings(rows, run.at(), run.id())));
    batches(persisting).forEach(rows -> write.apply(PERSIST, new Refreshed(rows, run.id())));
    batches(resolved).forEach(keys -> write.apply(RESOLVE, new Keys(keys, run.at(), run.id())));
    write.apply(RECORD, AnalysisRunRow.of(run));
  }

  private static Cause cause(Standing.State before) {
    return switch (before) {
      case MITIGATED -> Cause.MITIGATION_ENDED;
      case ACCEPTED -> Cause.ACCEPTANCE_ENDED;
      case OPEN, UPCOMING -> throw new IllegalArgumentException(before + " was not set aside");
    };
  }

  private static <T> List<List<T>> batches(List<T> all) {
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += BATCH) {
      batches.add(all.subList(from, Math.min(all.size(), from + BATCH)));
    }
    return batches;
  }
}
