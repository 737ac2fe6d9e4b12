package dev.firebreak.scim.client;

import java.time.Duration;

/// How time is let pass between two requests.
interface Waiter {
  /// Returns when `time` is over, or the client is closed.
  ///
  /// @return whether the time is over
  boolean await(Duration time) throws InterruptedException;
}
