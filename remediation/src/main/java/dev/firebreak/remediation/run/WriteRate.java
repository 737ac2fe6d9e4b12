package dev.firebreak.remediation.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// A token bucket of one token for each source: two changes are never sent to it closer together
/// than the bucket takes to fill, retries among them.
final class WriteRate {

  private final Duration between;
  private final Clock clock;
  private final Map<String, Instant> next = new HashMap<>();

  WriteRate(double perSecond, Clock clock) {
    this.between = Duration.ofNanos((long) Math.ceil(1e9 / perSecond));
    this.clock = clock;
  }

  /// How long the source must be left alone yet.
  synchronized Duration untilNext(String source) {
    Instant now = clock.instant();
    Instant at = next.getOrDefault(source, now);
    return at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
  }

  /// A change goes to the source now.
  synchronized void sent(String source) {
    next.put(source, clock.instant().plus(between));
  }
}
