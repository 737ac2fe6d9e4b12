package dev.firebreak.ingest.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The rows of a list that speaks of others, memberships or grants, by whom they are about.
final class Statements {

  private final Map<String, List<Row>> good = new HashMap<>();
  private final Map<String, List<Row>> bad = new HashMap<>();
  private final Function<Row, @Nullable String> subject;
  private final Function<Row, @Nullable String> complaint;
  private @Nullable String lost;
  private int lostRows;

  /// @param subject whom a row is about; null where it does not say
  /// @param complaint why a row cannot be used; null where it can
  Statements(Function<Row, @Nullable String> subject, Function<Row, @Nullable String> complaint) {
    this.subject = subject;
    this.complaint = complaint;
  }

  void add(Row row) {
    String about = row.fault() == null ? subject.apply(row) : null;
    String why = row.fault() == null ? complaint.apply(row) : row.fault();
    if (about == null) {
      lostRows++;
      lost = lost == null ? row.at(why == null ? "it is about nobody" : why) : lost;
    } else if (why == null) {
      good.computeIfAbsent(about, _ -> new ArrayList<>(2)).add(row);
    } else {
      bad.computeIfAbsent(about, _ -> new ArrayList<>(1))
          .add(new Row(row.place(), row.cells(), why));
    }
  }

  /// The rows about somebody that can be used.
  List<Row> of(String about) {
    return good.getOrDefault(about, List.of());
  }

  /// The rows about somebody that cannot be used, each with its fault.
  List<Row> badOf(String about) {
    return bad.getOrDefault(about, List.of());
  }

  /// Hands out everybody whom some row is about, with the first such row and their number.
  void each(BiConsumer<String, List<Row>> take) {
    good.forEach(take);
    bad.forEach((about, rows) -> {
      if (!good.containsKey(about)) {
        take.accept(about, rows);
      }
    });
  }

  /// Why the list is not known as a whole, in a sentence: nobody can say whom some row is about.
  /// Null where it is.
  @Nullable String problem() {
    return lost == null
        ? null
        : "%s%s. Nobody can say whom this is about, so nothing counts as gone"
            .formatted(
                lost,
                lostRows == 1 ? "" : " (and %,d more rows like this)".formatted(lostRows - 1));
  }
}
