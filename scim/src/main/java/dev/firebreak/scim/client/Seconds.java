package dev.firebreak.scim.client;

import java.time.Duration;

/// Durations as messages say them.
final class Seconds {
  private Seconds() {}

  /// Such as `30 s` or `1500 ms`.
  static String of(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
