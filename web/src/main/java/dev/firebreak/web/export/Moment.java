package dev.firebreak.web.export;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// An instant as a person types it.
public final class Moment {

  private Moment() {}

  /// The end of a day, which is midnight UTC after it, or a time with its offset.
  ///
  /// @throws IllegalArgumentException for anything else; the message says what would do
  public static Instant through(String text) {
    Instant moment = parse(text);
    return text.length() == 10 ? moment.plus(Duration.ofDays(1)) : moment;
  }

  /// A time with its offset, such as `2026-11-22T08:00:00Z`, or a day, which begins at midnight
  /// UTC.
  ///
  /// @throws IllegalArgumentException for anything else; the message says what would do
  public static Instant parse(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' is no time. Use 2026-11-22 or 2026-11-22T08:00:00Z.".formatted(text), e);
    }
  }
}
