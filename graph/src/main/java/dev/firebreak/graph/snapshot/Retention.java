package dev.firebreak.graph.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Which states of runs are kept: the newest [#NEWEST], and of each of the last [#DAYS] days (UTC)
/// the last one. At most 22.
final class Retention {

  static final int NEWEST = 8;
  static final int DAYS = 14;

  private Retention() {}

  /// @param newestFirst all there are
  static <T> List<T> kept(List<T> newestFirst, Function<T, Instant> at, Instant now) {
    Instant since = now.minus(Duration.ofDays(DAYS));
    Set<LocalDate> days = new HashSet<>();
    List<T> kept = new ArrayList<>();
    for (T one : newestFirst) {
      Instant when = at.apply(one);
      boolean lastOfItsDay = days.add(LocalDate.ofInstant(when, ZoneOffset.UTC));
      if (kept.size() < NEWEST || (lastOfItsDay && when.isAfter(since))) {
        kept.add(one);
      }
    }
    return List.copyOf(kept);
  }
}
