package dev.firebreak.web.view;

import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.run.StoredFinding;
import dev.firebreak.analytics.run.StoredFinding.State;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Lists of findings, with the counts that the filters beside them show.
@Component
public final class FindingLists {

  /// How many findings a page lists.
  public static final int PAGE_SIZE = 50;

  private final FindingsReader findings;
  private final CurrentGraph current;

  FindingLists(FindingsReader findings, CurrentGraph current) {
    this.findings = findings;
    this.current = current;
  }

  /// One finding in a list.
  ///
  /// @param rule the rule of the policy, or the kind of the risk in words
  public record FindingLine(
      String id,
      Severity severity,
      NodeRef subject,
      String story,
      String rule,
      FindingKind kind,
      int affected,
      Instant openedAt,
      @Nullable Instant resolvedAt,
      State state,
      @Nullable String assignee) {}

  /// A value to filter by.
  ///
  /// @param count how many findings the list would have of this value
  /// @param chosen whether the list is narrowed to it
  public record Facet(String value, String label, long count, boolean chosen) {}

  /// A severity to filter by, counted in the same way.
  public record SeverityFacet(Severity severity, long count, boolean chosen) {}

  /// @param total how many findings match
  /// @param page this page, from 1
  /// @param pages how many pages there are, at least 1
  /// @param ever whether any analysis has ever run
  public record FindingList(
      FindingQuery query,
      List<FindingLine> lines,
      long total,
      int page,
      int pages,
      List<Facet> states,
      List<SeverityFacet> severities,
      List<Facet> kinds,
      List<Facet> sources,
      List<Facet> assignees,
      boolean ever) {

    /// How many there are in any state.
    public long inAnyState() {
      return states.stream().mapToLong(Facet::count).sum();
    }

    /// Whether only resolved ones are listed.
    public boolean onlyResolved() {
      return query.states().equals(Set.of(State.RESOLVED));
    }

    /// The number of the first line of this page among all, from 1.
    public long first() {
      return lines.isEmpty() ? 0 : (page - 1L) * PAGE_SIZE + 1;
    }

    /// The number of the last line of this page among all.
    public long last() {
      return lines.isEmpty() ? 0 : first() + lines.size() - 1;
    }
  }

  /// A page of the findings that match.
  ///
  /// @throws NotUnderstood if the query names a source that there is not
  public FindingList of(FindingQuery query, int page) {
    List<StoredFinding> all = known(query);
    List<StoredFinding> matching = all.stream().filter(query::matches).toList();
    int pages = Math.max(1, (matching.size() + PAGE_SIZE - 1) / PAGE_SIZE);
    int shown = Math.clamp(page, 1, pages);
    GraphSnapshot snapshot = current.snapshot();
    return new FindingList(
        query,
        matching.stream()
            .skip((shown - 1L) * PAGE_SIZE)
            .limit(PAGE_SIZE)
            .map(finding -> line(snapshot, finding))
            .toList(),
        matching.size(),
        shown,
        pages,
        states(all, query),
        severities(all, query),
        kinds(all, query),
        sources(all, query, SourceNames.of(snapshot)),
        assignees(all, query),
        findings.lastRun().isPresent());
  }

  /// Every finding that matches, worst first.
  ///
  /// @throws NotUnderstood if the query names a source that there is not
  public List<StoredFinding> matching(FindingQuery query) {
    return known(query).stream().filter(query::matches).toList();
  }

  /// All findings, if all sources of a query are in the graph or behind a finding.
  private List<StoredFinding> known(FindingQuery query) {
    List<StoredFinding> all = findings.all();
    if (!query.sources().isEmpty()) {
      Set<String> ids = new TreeSet<>(SourceNames.of(current.snapshot()).ids());
      all.forEach(finding -> ids.addAll(FindingsReader.sources(finding)));
      query.requireSources(ids);
    }
    return all;
  }

  /// The lines of some findings.
  public List<FindingLine> lines(List<StoredFinding> some) {
    GraphSnapshot snapshot = current.snapshot();
    return some.stream().map(finding -> line(snapshot, finding)).toList();
  }

  private static FindingLine line(GraphSnapshot snapshot, StoredFinding stored) {
    var finding = stored.finding();
    return new FindingLine(
        stored.id(),
        finding.severity(),
        NodeRef.of(snapshot, finding.key().subject(), finding.subjectKind(), finding.subjectName()),
        finding.story(),
        finding.key().kind() == FindingKind.TOXIC
            ? finding.key().rule()
            : capital(finding.key().kind().word()),
        finding.key().kind(),
        finding.affected(),
        stored.openedAt(),
        stored.resolvedAt(),
        stored.state(),
        stored.assignee());
  }

  private static List<Facet> states(List<StoredFinding> all, FindingQuery query) {
    return Arrays.stream(State.values())
        .map(state ->
            new Facet(
                state.name(),
                label(state),
                count(all, query, "state", finding -> finding.state() == state),
                query.states().equals(Set.of(state))))
        .toList();
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

  private static List<SeverityFacet> severities(List<StoredFinding> all, FindingQuery query) {
    return Arrays.stream(Severity.values())
        .map(severity ->
            new SeverityFacet(
                severity,
                count(all, query, "severity", f -> f.finding().severity() == severity),
                query.severities().contains(severity)))
        .toList();
  }

  private static List<Facet> kinds(List<StoredFinding> all, FindingQuery query) {
    return Arrays.stream(FindingKind.values())
        .map(kind ->
            new Facet(
                kind.name(),
                capital(kind.word()),
                count(all, query, "kind", f -> f.finding().key().kind() == kind),
                query.kinds().contains(kind)))
        .toList();
  }

  private static List<Facet> sources(
      List<StoredFinding> all, FindingQuery query, SourceNames names) {
    Set<String> ids = new TreeSet<>(query.sources());
    all.forEach(finding -> ids.addAll(FindingsReader.sources(finding)));
    List<Facet> facets = new ArrayList<>();
    for (String id : ids) {
      facets.add(
          new Facet(
              id,
              names.of(id),
              count(all, query, "source", f -> FindingsReader.sources(f).contains(id)),
              query.sources().contains(id)));
    }
    return List.copyOf(facets);
  }

  /// Everybody who is to work on a finding; nobody where that is nobody at all.
  private static List<Facet> assignees(List<StoredFinding> all, FindingQuery query) {
    Set<String> names = new TreeSet<>(query.assignees());
    all.forEach(finding -> {
      if (finding.assignee() != null) {
        names.add(finding.assignee());
      }
    });
    if (names.isEmpty()) {
      return List.of();
    }
    names.remove(FindingQuery.NOBODY);
    List<Facet> facets = new ArrayList<>();
    for (String name : names) {
      facets.add(assignee(all, query, name, name));
    }
    facets.add(assignee(all, query, FindingQuery.NOBODY, "Nobody"));
    return List.copyOf(facets);
  }

  private static Facet assignee(
      List<StoredFinding> all, FindingQuery query, String value, String label) {
    return new Facet(
        value,
        label,
        count(all, query, "assignee", f -> FindingQuery.assignee(f).equals(value)),
        query.assignees().contains(value));
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private static long count(
      List<StoredFinding> all, FindingQuery query, String facet, Predicate<StoredFinding> is) {
    return all.stream().filter(f -> query.matchesBut(facet, f)).filter(is).count();
  }
}
