package dev.firebreak.analytics.run;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.store.IdentityGraph;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What analyses have stored, read back.
public final class FindingStore {

  record Page(
      List<String> states,
      List<String> kinds,
      List<String> severities,
      @Nullable String subject,
      @Nullable String text,
      Instant now,
      int limit,
      int offset) {}

  record Matching(
      List<String> states,
      List<String> kinds,
      List<String> severities,
      @Nullable String subject,
      @Nullable String text,
      Instant now) {}

  record Total(long total) {}

  record Id(String id, Instant now) {}

  record Ids(List<String> ids, Instant now) {}

  record Wanted(List<String> ids) {}

  record Limit(int limit) {}

  static final Query<Page, FindingRow> FINDINGS =
      Query.read("workflow/findings", Page.class, FindingRow.class);
  static final Query<Matching, Total> COUNT =
      Query.read("workflow/count-findings", Matching.class, Total.class);
  static final Query<Id, FindingRow> FIND =
      Query.read("workflow/finding-by-id", Id.class, FindingRow.class);
  static final Query<Ids, FindingRow> READ =
      Query.read("workflow/findings-by-id", Ids.class, FindingRow.class);
  static final Query<Wanted, SummaryRow> SUMMARIES =
      Query.read("workflow/finding-summaries", Wanted.class, SummaryRow.class);
  static final Query<Limit, AnalysisRunRow> RUNS =
      Query.read("workflow/analysis-runs", Limit.class, AnalysisRunRow.class);

  private final IdentityGraph graph;
  private final InstantSource clock;

  /// Tells how findings stand by the time of this machine.
  public FindingStore(IdentityGraph graph) {
    this(graph, InstantSource.system());
  }

  /// @param clock by which an acceptance ends
  public FindingStore(IdentityGraph graph, InstantSource clock) {
    this.graph = graph;
    this.clock = clock;
  }

  /// Every open finding, worst first.
  public List<StoredFinding> open() {
    return page(FindingFilter.OPEN, Integer.MAX_VALUE, 0);
  }

  /// The finding with this short name, open or resolved. Should two share it, the one that opened
  /// last.
  public Optional<StoredFinding> find(String id) {
    return graph.ask(FIND, new Id(id, clock.instant())).stream()
        .findFirst()
        .map(FindingRow::stored);
  }

  /// The findings with these short names, in that order; those that there are not are left out.
  public List<StoredFinding> read(List<String> ids) {
    Map<String, StoredFinding> found = new HashMap<>();
    graph.ask(READ, new Ids(ids, clock.instant())).stream()
        .map(FindingRow::stored)
        .forEach(each -> found.put(each.id(), each));
    return ids.stream().distinct().map(found::get).filter(Objects::nonNull).toList();
  }

  /// Every finding without its paths, in no order.
  public List<FindingSummary> summaries() {
    return summarized(List.of());
  }

  /// The findings with these short names without their paths, in no order.
  public List<FindingSummary> summaries(List<String> ids) {
    return ids.isEmpty() ? List.of() : summarized(ids);
  }

  private List<FindingSummary> summarized(List<String> ids) {
    Instant now = clock.instant();
    Map<String, String> texts = new HashMap<>();
    return graph.ask(SUMMARIES, new Wanted(ids)).stream()
        .map(row -> row.summary(text -> texts.computeIfAbsent(text, same -> same)).at(now))
        .toList();
  }

  /// A page of the findings that match a filter, and how many match altogether.
  public FindingPage all(FindingFilter filter, int limit, int offset) {
    Matching matching =
        new Matching(
            names(filter.states()),
            names(filter.kinds()),
            names(filter.severities()),
            filter.subject(),
            filter.text(),
            clock.instant());
    return new FindingPage(
        page(filter, limit, offset), graph.ask(COUNT, matching).getFirst().total());
  }

  /// What happened to the finding with this short name, oldest first.
  public List<FindingEvent> history(String id) {
    return FindingHistory.of(graph, id, clock.instant());
  }

  /// The latest runs, newest first.
  public List<AnalysisRun> runs(int limit) {
    return graph.ask(RUNS, new Limit(limit)).stream().map(AnalysisRunRow::run).toList();
  }

  private List<StoredFinding> page(FindingFilter filter, int limit, int offset) {
    return graph
        .ask(
            FINDINGS,
            new Page(
                names(filter.states()),
                names(filter.kinds()),
                names(filter.severities()),
                filter.subject(),
                filter.text(),
                clock.instant(),
                limit,
                offset))
        .stream()
        .map(FindingRow::stored)
        .toList();
  }

  private static List<String> names(Set<? extends Enum<?>> constants) {
    return constants.stream().map(Enum::name).sorted().collect(Collectors.toList());
  }
}
