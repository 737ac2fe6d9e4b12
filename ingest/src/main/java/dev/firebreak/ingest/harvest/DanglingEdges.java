package dev.firebreak.ingest.harvest;

import dev.firebreak.ingest.harvest.HarvestQueries.DanglingRow;
import dev.firebreak.ingest.map.EdgeRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The edges of a harvest that do not lead from one thing to another.
final class DanglingEdges {

  /// So many are told one by one.
  private static final int TOLD = 500;

  /// So many resources are remembered for what they name in vain.
  private static final int MOST = 10_000;

  private final String source;
  private final Map<String, Set<String>> names = new TreeMap<>();
  private long count;
  private final List<String> problems = new ArrayList<>();

  DanglingEdges(String source) {
    this.source = source;
  }

  /// Both ends of the edges of each resource of which one is not there; when that is too much to
  /// keep, one row for `*`.
  List<DanglingRow> rows() {
    return names.size() > MOST
        ? List.of(new DanglingRow("*", List.of()))
        : names.entrySet().stream()
            .map(entry -> new DanglingRow(entry.getKey(), List.copyOf(entry.getValue())))
            .toList();
  }

  /// The first of them, each a sentence.
  List<String> problems() {
    return problems;
  }

  long count() {
    return count;
  }

  /// Notes a row without an end, or with more than one.
  ///
  /// @param from those of the keys that the start may have that are there
  /// @param to those of the keys that the end may have that are there
  void note(EdgeRow row, List<String> from, List<String> to) {
    boolean endIsOther = row.from().contains(row.via());
    if (from.isEmpty() || to.isEmpty()) {
      Set<String> of = names.computeIfAbsent(row.via(), via -> new TreeSet<>());
      of.addAll(row.from());
      of.addAll(row.to());
      say(row, "names %s, which was not read".formatted(other(row)));
    } else if (endIsOther ? to.size() > 1 : from.size() > 1) {
      say(
          row,
          "names %s alike; each of them counts"
              .formatted(String.join(" and ", endIsOther ? to : from)));
    }
  }

  /// The end that the stating resource names; the first of its possible keys.
  private static String other(EdgeRow row) {
    return row.from().contains(row.via()) ? row.to().getFirst() : row.from().getFirst();
  }

  private void say(EdgeRow row, String what) {
    count++;
    if (problems.size() < TOLD) {
      problems.add("source %s: %s of %s %s".formatted(source, row.attribute(), row.via(), what));
    }
  }
}
