package dev.firebreak.web.view;

import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.run.StoredFinding.State;
import java.util.List;
import java.util.Set;

/// A page of the findings that match a query, with what it can be narrowed by.
///
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
    List<SeverityFacet> severities,
    List<Facets> facets,
    List<Column> columns,
    boolean ever) {

  /// How many findings a page lists.
  public static final int PAGE_SIZE = 50;

  /// A value to filter by.
  ///
  /// @param count how many findings the list would have of this value
  /// @param chosen whether the list is narrowed to it
  public record Facet(String value, String label, long count, boolean chosen) {}

  /// A severity to filter by, counted in the same way.
  public record SeverityFacet(Severity severity, long count, boolean chosen) {}

  /// What one parameter of the address can be, most first.
  ///
  /// @param name the parameter
  /// @param shown the values that are always in sight
  /// @param more the others
  public record Facets(String name, String legend, List<Facet> shown, List<Facet> more) {}

  /// The head of a column that the list can be ordered by.
  ///
  /// @param address the same list in that order
  /// @param sorted `ascending` or `descending` where it is; empty where it is not
  public record Column(String name, String label, String address, String sorted) {}

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

  /// The address of another page of the same list.
  public String page(int number) {
    return query.address() + "&page=" + number;
  }

  /// The head of a column.
  public Column column(String name) {
    return columns.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }
}
