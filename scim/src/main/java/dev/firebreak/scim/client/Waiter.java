package dev.firebreak.scim.client;

import java.time.Duration;

/// How time is let pass between two requests.
interface Waiter {
  /// Returns when `time` is over.
  ///
  /// @throws InterruptedException when the wait is broken off
  void await(Duration time) throws InterruptedException;
}
