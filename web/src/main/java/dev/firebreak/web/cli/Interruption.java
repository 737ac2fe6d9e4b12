package dev.firebreak.web.cli;

import dev.firebreak.ingest.harvest.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C or SIGTERM while a harvest runs: it is cancelled, and the process waits until it has
/// ended in order. The process then ends as the signal says, with 130 or 143.
final class Interruption implements AutoCloseable {

  private static final int LONGEST_SECONDS = 60;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  /// @param by what the receipt calls whoever sits at the terminal
  Interruption(Cancellation cancellation, String by) {
    this.hook =
        Thread.ofPlatform()
            .name("interruption")
            .unstarted(() -> {
              cancellation.wish(by);
              try {
                if (!ended.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                  return;
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /// The harvest has ended and everything it used is closed.
  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is about to end, for which this is one of the reasons.
    }
  }
}
