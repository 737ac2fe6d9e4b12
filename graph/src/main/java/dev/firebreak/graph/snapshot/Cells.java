package dev.firebreak.graph.snapshot;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The columns of one row that is made of lists.
record Cells(Map<String, @Nullable Object> columns) {

  List<?> list(String column) {
    return (List<?>) Objects.requireNonNull(columns.get(column), column);
  }

  /// A row of a column of lists.
  List<?> list(String column, int row) {
    return (List<?>) Objects.requireNonNull(list(column).get(row), column);
  }

  static @Nullable Instant time(@Nullable Object value) {
    return value instanceof ZonedDateTime time ? time.toInstant() : null;
  }
}
