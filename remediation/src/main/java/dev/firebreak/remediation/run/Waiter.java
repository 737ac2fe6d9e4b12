package dev.firebreak.remediation.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets time pass between two tries.
@FunctionalInterface
public interface Waiter {

  /// Waits as long as it says.
  Waiter REAL =
      time -> {
        var _ = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
      };

  /// Returns after this time.
  ///
  /// @throws InterruptedException if the thread is to stop
  void pause(Duration time) throws InterruptedException;
}
