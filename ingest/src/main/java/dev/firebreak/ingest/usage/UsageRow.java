package dev.firebreak.ingest.usage;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One row of a feed, by column. What cannot be used of it is refused with a [BadRow].
record UsageRow(Map<String, String> cells) {

  /// A row that cannot be used; the message says why.
  static class BadRow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRow(String message) {
      super(message, null, false, false);
    }
  }

  /// A row about somebody or something that the graph does not have: nothing that it has is in
  /// doubt for want of this row.
  static final class Stranger extends BadRow {
    private static final long serialVersionUID = 1L;

    Stranger(String message) {
      super(message);
    }
  }

  /// The row with a value for a column that it leaves blank, if there is one.
  UsageRow or(String column, @Nullable String value) {
    if (value == null || !cells.getOrDefault(column, "").isBlank()) {
      return this;
    }
    Map<String, String> filled = new HashMap<>(cells);
    filled.put(column, value);
    return new UsageRow(filled);
  }

  /// The text of a column, empty where the row does not have it.
  String said(String column) {
    return cells.getOrDefault(column, "").strip();
  }

  /// The text of a column, which may not be blank.
  String text(String column) {
    String text = said(column);
    if (text.isEmpty()) {
      throw new BadRow(column + " is empty");
    }
    return text;
  }

  /// A column as an instant with its offset, such as `2026-01-31T08:00:00Z`.
  Instant instant(String column) {
    String text = text(column);
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new BadRow(
          "%s is '%s', and not a time such as 2026-01-31T08:00:00Z".formatted(column, text));
    }
  }

  /// A column as a whole number that is not negative.
  long count(String column) {
    String text = text(column);
    try {
      long count = Long.parseLong(text);
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      // said below, as for a negative number
    }
    throw new BadRow("%s is '%s', and not a whole number from 0".formatted(column, text));
  }
}
