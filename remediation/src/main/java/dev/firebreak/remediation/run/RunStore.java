package dev.firebreak.remediation.run;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.run.Run.Signed;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// A copy of every run in the graph, for screens and lists. The evidence decides;
/// [Remediation#rebuild] makes the copy again from it.
public final class RunStore {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  record Id(String id) {}

  record Limit(int limit) {}

  record RunRow(
      String id,
      String state,
      String plan,
      String planHash,
      List<String> findings,
      String proposedBy,
      ZonedDateTime proposedAt,
      @Nullable String dryRun,
      @Nullable String approvals,
      @Nullable String started,
      @Nullable ZonedDateTime finishedAt,
      String items,
      @Nullable String message) {}

  record Stored(
      String id,
      String state,
      String plan,
      String planHash,
      List<String> findings,
      String proposedBy,
      Instant proposedAt,
      @Nullable String dryRun,
      @Nullable String approvals,
      @Nullable String started,
      @Nullable Instant finishedAt,
      String items,
      @Nullable String message) {}

  record SummaryRow(
      String id,
      String state,
      List<String> findings,
      String proposedBy,
      ZonedDateTime proposedAt,
      @Nullable ZonedDateTime finishedAt,
      String items) {}

  static final Query<Stored, None> SAVE =
      Query.write("workflow/save-remediation-run", Stored.class, None.class);
  static final Query<Id, RunRow> FIND =
      Query.read("workflow/remediation-run", Id.class, RunRow.class);
  static final Query<Limit, SummaryRow> LATEST =
      Query.read("workflow/remediation-runs", Limit.class, SummaryRow.class);

  static final Query<None, Id> WAITING =
      Query.read("workflow/remediation-runs-waiting", None.class, Id.class);

  private final IdentityGraph graph;

  public RunStore(IdentityGraph graph) {
    this.graph = graph;
  }

  /// Puts a run in the place of what was stored of it.
  void save(Run run) {
    RemediationPlan plan = run.plan();
    graph.apply(
        SAVE,
        new Stored(
            run.id(),
            run.state().name(),
            plan.toJson().toString(),
            plan.hash(),
            plan.findingIds(),
            plan.proposedBy(),
            plan.frozenAt(),
            json(run.dryRun()),
            JSON.writeValueAsString(run.approvals()),
            json(run.started()),
            run.finishedAt(),
            JSON.writeValueAsString(run.items()),
            run.message()));
  }

  /// Makes the copy of every run again, from the evidence.
  ///
  /// @return how many there are
  public int rebuild(EvidenceLog evidence) {
    Collection<Run> runs = RunHistory.all(evidence);
    runs.forEach(this::save);
    return runs.size();
  }

  /// The run with this id.
  ///
  /// @throws dev.firebreak.remediation.plan.RemediationRefused ALTERED, if its plan does not have
  ///   the hash that is stored with it
  public Optional<Run> find(String id) {
    return graph.ask(FIND, new Id(id)).stream().findFirst().map(RunStore::run);
  }

  /// The ids of the runs that wait for people, oldest first.
  List<String> waiting() {
    return graph.ask(WAITING, None.NONE).stream().map(Id::id).toList();
  }

  /// The runs proposed last, newest first.
  public List<RunSummary> latest(int limit) {
    return graph.ask(LATEST, new Limit(limit)).stream()
        .map(row ->
            new RunSummary(
                row.id(),
                RunState.valueOf(row.state()),
                row.findings(),
                row.proposedBy(),
                row.proposedAt().toInstant(),
                instant(row.finishedAt()),
                items(row.items())))
        .toList();
  }

  private static Run run(RunRow row) {
    return new Run(
        RemediationPlan.read(JSON.readTree(row.plan()), row.planHash()),
        RunState.valueOf(row.state()),
        read(row.dryRun(), DryRun.class),
        approvals(row.approvals()),
        read(row.started(), Signed.class),
        instant(row.finishedAt()),
        items(row.items()),
        row.message());
  }

  private static List<Signed> approvals(@Nullable String json) {
    return json == null ? List.of() : JSON.readValue(json, new TypeReference<>() {});
  }

  private static List<RunItem> items(String json) {
    return JSON.readValue(json, new TypeReference<>() {});
  }

  private static @Nullable String json(@Nullable Record value) {
    return value == null ? null : JSON.writeValueAsString(value);
  }

  private static <T extends Record> @Nullable T read(@Nullable String json, Class<T> type) {
    return json == null ? null : JSON.readValue(json, type);
  }

  private static @Nullable Instant instant(@Nullable ZonedDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
