package dev.firebreak.web.library;

import dev.firebreak.graph.store.GuardedRead.End;
import dev.firebreak.web.library.QueryRuns.Ran;
import dev.firebreak.web.view.NodeRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An answer as the page shows it.
///
/// @param numbers whether each column has numbers and nothing else
/// @param said how many rows there are, and why no more
/// @param whole whether these are all
public record AnswerTable(
    List<String> columns,
    List<Boolean> numbers,
    List<Row> rows,
    String said,
    boolean whole,
    long tookMillis) {

  /// One row.
  ///
  /// @param from the first node in it; null for none
  /// @param to the last node of a path in it; null for none
  public record Row(List<AnswerCell> cells, @Nullable NodeRef from, @Nullable NodeRef to) {

    static Row of(List<@Nullable Object> values) {
      List<AnswerCell> cells = values.stream().map(AnswerCell::of).toList();
      List<NodeRef> nodes = cells.stream().flatMap(AnswerCell::nodes).toList();
      return new Row(
          cells,
          nodes.isEmpty() ? null : nodes.getFirst(),
          nodes.size() < 2 || nodes.getLast().equals(nodes.getFirst()) ? null : nodes.getLast());
    }
  }

  /// The table of an answer.
  public static AnswerTable of(Ran ran) {
    List<Row> rows = ran.answer().rows().stream().map(Row::of).toList();
    List<Boolean> numbers = new ArrayList<>();
    for (int i = 0; i < ran.answer().columns().size(); i++) {
      int column = i;
      numbers.add(
          !rows.isEmpty() && rows.stream().allMatch(row -> row.cells().get(column).number()));
    }
    return new AnswerTable(
        ran.answer().columns(),
        numbers,
        rows,
        said(ran.answer().end(), rows.size()),
        ran.answer().end() == End.ALL,
        ran.tookMillis());
  }

  /// Whether any row leads into the explorer.
  public boolean leads() {
    return rows.stream().anyMatch(row -> row.from() != null);
  }

  private static String said(End end, int count) {
    String rows = count == 1 ? "1 row" : "%,d rows".formatted(count);
    return switch (end) {
      case ALL -> count == 0 ? "No row answers it" : rows;
      case ROWS -> "The first %s; there are more".formatted(rows);
      case SIZE -> "The first %s; the answer is larger than may be shown".formatted(rows);
      case TIME ->
          "Ended after %d seconds, with %s so far".formatted(QueryRuns.LONGEST.toSeconds(), rows);
      case MEMORY -> "Ended: it needs more memory than a query may have. %s so far".formatted(rows);
      case CANCELLED -> "Cancelled, with %s so far".formatted(rows);
    };
  }
}
