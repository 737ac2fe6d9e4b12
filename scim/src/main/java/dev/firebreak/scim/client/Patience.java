package dev.firebreak.scim.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How hard a source is tried. Only reads are tried again; a write is sent once.
///
/// @param attempts how often one read is sent in all, when the answer is a 5xx or the connection
///   breaks; 1 never tries again
/// @param callTime the longest that one read may take, repetitions and waits included
/// @param listingTime the longest that one listing may take from its first page to its last
/// @param requestsPerSecond the most requests of any kind, bursts of one second included; null for
///   no limit
/// @param rest how long a source that keeps failing is not asked at all
public record Patience(
    int attempts,
    Duration callTime,
    Duration listingTime,
    @Nullable Double requestsPerSecond,
    Duration rest) {

  /// Three attempts, two minutes a read, two hours a listing, no limit, and half a minute of rest.
  public static final Patience USUAL =
      new Patience(3, Duration.ofMinutes(2), Duration.ofHours(2), null, Duration.ofSeconds(30));

  public Patience {
    if (attempts < 1 || attempts > 10) {
      throw new IllegalArgumentException("attempts must be 1 to 10");
    }
    requirePositive(callTime, "call-time");
    requirePositive(listingTime, "listing-time");
    requirePositive(rest, "rest");
    if (requestsPerSecond != null && !(requestsPerSecond >= 0.01 && requestsPerSecond <= 10_000)) {
      throw new IllegalArgumentException("requests-per-second must be 0.01 to 10000");
    }
  }

  private static void requirePositive(Duration time, String name) {
    if (time.isNegative() || time.isZero() || time.compareTo(Duration.ofDays(7)) > 0) {
      throw new IllegalArgumentException(name + " must be more than zero, and a week at most");
    }
  }
}
