package dev.firebreak.ingest.harvest;

import dev.firebreak.ingest.harvest.HarvestQueries.Written;
import dev.firebreak.ingest.map.EdgeRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Compares the edges that were to be written with those that found both their ends.
final class DanglingEdges {

  /// An edge that found both its ends.
  private record Tied(String via, String from, String to) {}

  private final String source;
  private final List<String> problems = new ArrayList<>();

  DanglingEdges(String source) {
    this.source = source;
  }

  List<String> problems() {
    return problems;
  }

  /// Notes the rows without an end, and those with more than one.
  ///
  /// @return how many different edges were found
  int note(List<EdgeRow> asked, List<Written> written) {
    Set<Tied> found = new HashSet<>();
    written.forEach(edge -> found.add(new Tied(edge.via(), edge.from(), edge.to())));
    for (EdgeRow row : asked) {
      List<String> from = row.from().stream().filter(end -> found(found, row, end, true)).toList();
      List<String> to = row.to().stream().filter(end -> found(found, row, end, false)).toList();
      boolean endIsOther = row.from().contains(row.via());
      if (from.isEmpty()) {
        say(row, "names %s, which was not read".formatted(other(row)));
      } else if (endIsOther ? to.size() > 1 : from.size() > 1) {
        say(
            row,
            "names %s alike; each of them counts"
                .formatted(String.join(" and ", endIsOther ? to : from)));
      }
    }
    return found.size();
  }

  /// The end that the stating resource names; the first of its possible keys.
  private static String other(EdgeRow row) {
    return row.from().contains(row.via()) ? row.to().getFirst() : row.from().getFirst();
  }

  private static boolean found(Set<Tied> found, EdgeRow row, String end, boolean isFrom) {
    return (isFrom ? row.to() : row.from())
        .stream()
            .anyMatch(other ->
                found.contains(
                    isFrom ? new Tied(row.via(), end, other) : new Tied(row.via(), other, end)));
  }

  private void say(EdgeRow row, String what) {
    problems.add("source %s: %s of %s %s".formatted(source, row.attribute(), row.via(), what));
  }
}
