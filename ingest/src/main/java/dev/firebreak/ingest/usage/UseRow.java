package dev.firebreak.ingest.usage;

import dev.firebreak.graph.model.Weeks;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// What a feed tells of one account's use of one entitlement.
///
/// @param count how many uses it counted
/// @param weeks the weeks with a use, by number, as far as they are known
/// @param whole whether these are all of them; a row that tells of several uses gives the time of
///   the last only
record UseRow(
    String account,
    String entitlement,
    Instant lastUsed,
    long count,
    Instant firstUsed,
    List<Long> weeks,
    boolean whole) {

  /// A row of a feed: a single use, or several of which only the last has its time told.
  static UseRow of(String account, String entitlement, Instant at, long count) {
    return new UseRow(account, entitlement, at, count, at, List.of(Weeks.of(at)), count == 1);
  }

  /// Two rows of a feed about the same: the later time, all counts, the weeks of both.
  UseRow and(UseRow other) {
    return new UseRow(
        account,
        entitlement,
        lastUsed.isAfter(other.lastUsed) ? lastUsed : other.lastUsed,
        count > Long.MAX_VALUE - other.count ? Long.MAX_VALUE : count + other.count,
        firstUsed.isBefore(other.firstUsed) ? firstUsed : other.firstUsed,
        weeks.containsAll(other.weeks)
            ? weeks
            : Stream.concat(weeks.stream(), other.weeks.stream()).distinct().sorted().toList(),
        whole && other.whole);
  }
}
