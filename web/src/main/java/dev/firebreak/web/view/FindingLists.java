package dev.firebreak.web.view;

import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.run.FindingSummary;
import dev.firebreak.analytics.run.StoredFinding.State;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.view.FindingList.Column;
import dev.firebreak.web.view.FindingList.Facet;
import dev.firebreak.web.view.FindingList.Facets;
import dev.firebreak.web.view.FindingList.SeverityFacet;
import dev.firebreak.web.view.FindingQuery.Part;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Lists of findings, with the counts that the filters beside them show.
@Component
public final class FindingLists {

  private static final int IN_SIGHT = 8;

  private final FindingsReader findings;
  private final CurrentGraph current;
  private final Clock clock;

  FindingLists(FindingsReader findings, CurrentGraph current, Clock clock) {
    this.findings = findings;
    this.current = current;
    this.clock = clock;
  }

  /// A page of the findings that match.
  ///
  /// @throws NotUnderstood if the query names a source that there is not
  public FindingList of(FindingQuery query, int page) {
    FindingTable table = known(query);
    Instant now = clock.instant();
    int size = FindingList.PAGE_SIZE;
    FindingCounts counts = FindingCounts.of(table, query, now, (page - 1L) * size, size);
    int pages = Math.max(1, (counts.total() + size - 1) / size);
    int shown = Math.clamp(page, 1, pages);
    if (shown != page) {
      counts = FindingCounts.of(table, query, now, (shown - 1L) * size, size);
    }
    return new FindingList(
        query,
        lines(counts.page()),
        counts.total(),
        shown,
        pages,
        severities(counts, query),
        facets(counts, query),
        columns(query),
        findings.lastRun().isPresent());
  }

  /// The findings that match, in the order of the query.
  ///
  /// @throws NotUnderstood if the query names a source that there is not
  public Stream<FindingSummary> matching(FindingQuery query) {
    return known(query).matching(query, clock.instant());
  }

  /// How many findings match.
  public long count(FindingQuery query) {
    return findings.table().count(query, clock.instant());
  }

  /// Some findings in the order of a query, and where the next ones begin.
  ///
  /// @param next null where these are the last
  public record Stretch(List<FindingSummary> findings, long total, @Nullable String next) {}

  /// The findings that match and come after a place in the order of the query.
  ///
  /// @param cursor what the stretch before told as next; null for the first one
  /// @throws NotUnderstood if the query names a source that there is not, or the cursor is of
  ///   another list
  public Stretch stretch(FindingQuery query, @Nullable String cursor, int size) {
    FindingTable table = known(query);
    Instant now = clock.instant();
    List<FindingSummary> some =
        table
            .after(cursor == null ? null : FindingCursor.parse(cursor, query), query, now)
            .limit(size + 1L)
            .toList();
    List<FindingSummary> shown = some.subList(0, Math.min(size, some.size()));
    return new Stretch(
        shown,
        table.count(query, now),
        some.size() > size ? FindingCursor.after(shown.getLast(), query) : null);
  }

  /// What changes whenever the answer to a question about findings may.
  public long version() {
    return findings.table().version();
  }

  /// All findings, if all sources of a query are in the graph or behind a finding.
  private FindingTable known(FindingQuery query) {
    FindingTable table = findings.table();
    if (!query.sources().isEmpty()) {
      Set<String> ids = new TreeSet<>(SourceNames.of(current.snapshot()).ids());
      ids.addAll(table.sources());
      query.requireSources(ids);
    }
    return table;
  }

  /// The lines of some findings.
  public List<FindingLine> lines(List<FindingSummary> some) {
    GraphSnapshot snapshot = current.snapshot();
    return some.stream().map(finding -> FindingLine.of(snapshot, finding)).toList();
  }

  /// The word for a state.
  static String label(State state) {
    return switch (state) {
      case OPEN -> "Open";
      case MITIGATED -> "Mitigated";
      case ACCEPTED -> "Accepted";
      case UPCOMING -> "Upcoming";
      case RESOLVED -> "Resolved";
    };
  }

  private static List<SeverityFacet> severities(FindingCounts counts, FindingQuery query) {
    Map<String, Integer> found = counts.of(Part.SEVERITY);
    return Arrays.stream(Severity.values())
        .map(severity ->
            new SeverityFacet(
                severity,
                found.getOrDefault(severity.name(), 0),
                query.severities().contains(severity)))
        .toList();
  }

  private List<Facets> facets(FindingCounts counts, FindingQuery query) {
    SourceNames names = SourceNames.of(current.snapshot());
    Map<String, String> rules = counts.ruleNames();
    List<Facets> all = new ArrayList<>();
    all.add(constants(counts, Part.STATE, "Status", State.values(), query.states(), f -> label(f)));
    all.add(
        most(
            counts,
            Part.KIND,
            "Risk",
            query.kinds().stream().map(Enum::name).toList(),
            kind -> FindingLine.capital(FindingKind.valueOf(kind).word())));
    all.add(most(counts, Part.SOURCE, "Source", query.sources(), names::of));
    all.add(
        most(
            counts,
            Part.RULE,
            "Rule",
            query.rules(),
            rule ->
                rule.equals(rule.toLowerCase(Locale.ROOT))
                    ? rules.getOrDefault(rule, rule)
                    : rule + " " + rules.getOrDefault(rule, "")));
    all.add(
        most(
            counts,
            Part.ASSIGNEE,
            "Assigned to",
            query.assignees(),
            name -> name.equals(FindingQuery.NOBODY) ? "Nobody" : name));
    all.add(
        constants(counts, Part.AGE, "Age", FindingAge.values(), query.ages(), FindingAge::label));
    return all.stream().filter(each -> !each.shown().isEmpty()).toList();
  }

  /// Values in their own order, those that there are none of left out.
  private static <E extends Enum<E>> Facets constants(
      FindingCounts counts,
      Part part,
      String legend,
      E[] values,
      Set<E> chosen,
      Function<E, String> label) {
    Map<String, Integer> found = counts.of(part);
    return new Facets(
        name(part),
        legend,
        Arrays.stream(values)
            .filter(each -> found.containsKey(each.name()) || chosen.contains(each))
            .map(each ->
                new Facet(
                    each.name(),
                    label.apply(each),
                    found.getOrDefault(each.name(), 0),
                    chosen.contains(each)))
            .toList(),
        List.of());
  }

  /// The chosen values and the most frequent ones, most first, and the others.
  private static Facets most(
      FindingCounts counts,
      Part part,
      String legend,
      Collection<String> chosen,
      Function<String, String> label) {
    Map<String, Integer> found = counts.of(part);
    Set<String> values = new TreeSet<>(found.keySet());
    values.addAll(chosen);
    List<Facet> all =
        values.stream()
            .map(value ->
                new Facet(
                    value,
                    label.apply(value),
                    found.getOrDefault(value, 0),
                    chosen.contains(value)))
            .sorted(
                Comparator.comparing(Facet::chosen)
                    .thenComparingLong(Facet::count)
                    .reversed()
                    .thenComparing(Facet::label))
            .toList();
    long shown = Math.max(IN_SIGHT, all.stream().filter(Facet::chosen).count());
    return new Facets(
        name(part), legend, all.stream().limit(shown).toList(), all.stream().skip(shown).toList());
  }

  private static String name(Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }

  private static List<Column> columns(FindingQuery query) {
    return Arrays.stream(FindingSort.By.values())
        .map(by ->
            new Column(
                by.word(),
                label(by),
                query.sorted(query.sort().next(by)).address(),
                by != query.sort().by()
                    ? ""
                    : query.sort().turned() == descends(by) ? "ascending" : "descending"))
        .toList();
  }

  private static String label(FindingSort.By by) {
    return switch (by) {
      case SEVERITY -> "Severity";
      case AGE -> "Age";
      case IDENTITIES -> "Identities";
      case SUBJECT -> "Finding";
      case RULE -> "Rule";
      case STATE -> "State";
      case ASSIGNEE -> "Assigned";
    };
  }

  /// Whether the usual order begins with the most of it.
  private static boolean descends(FindingSort.By by) {
    return switch (by) {
      case SEVERITY, AGE, IDENTITIES -> true;
      case SUBJECT, RULE, STATE, ASSIGNEE -> false;
    };
  }
}
