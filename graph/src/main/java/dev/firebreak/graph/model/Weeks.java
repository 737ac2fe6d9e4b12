package dev.firebreak.graph.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Weeks by number, as the rhythm of uses is kept: each begins on Monday at 0:00 UTC, and week 0 is
/// the one of 1970-01-01.
public final class Weeks {

  private static final LocalDate FIRST = LocalDate.of(1969, 12, 29);

  private Weeks() {}

  /// The number of the week in which an instant falls.
  public static long of(Instant instant) {
    long day = Math.floorDiv(instant.getEpochSecond(), 86_400L);
    return Math.floorDiv(day - FIRST.toEpochDay(), 7L);
  }

  /// When a week begins.
  public static Instant begin(long week) {
    return FIRST.plusWeeks(week).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
