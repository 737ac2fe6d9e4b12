package dev.firebreak.remediation.run;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Waiting that ends early when nothing more is to be sent: a source may ask for minutes, and a
/// stop takes effect within seconds.
///
/// @param waiter lets time pass
/// @param refusal why nothing more is to be sent, if so
record Pauses(Waiter waiter, Supplier<Optional<String>> refusal) {

  private static final Duration SLICE = Duration.ofSeconds(5);

  /// Waits. False if the wait was cut short.
  boolean passed(Duration time) {
    Duration left = time;
    while (left.isPositive()) {
      if (refusal.get().isPresent()) {
        return false;
      }
      Duration slice = left.compareTo(SLICE) < 0 ? left : SLICE;
      try {
        waiter.pause(slice);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return false;
      }
      left = left.minus(slice);
    }
    return true;
  }
}
