package dev.firebreak.web.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is done again and again while the server runs, each on a thread of its own: what waits for
/// the graph or for a source holds up nothing else, least of all the brake.
final class Ticks implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Ticks.class);

  private final List<ScheduledExecutorService> threads = new CopyOnWriteArrayList<>();

  /// Does something at once, and again so long after each time that it ended. What fails is told in
  /// the log and done again.
  void every(Duration pause, String name, Runnable work) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tick-" + name).factory());
    threads.add(thread);
    Future<?> _ =
        thread.scheduleWithFixedDelay(
            () -> safely(name, work), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void safely(String name, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException failed) {
      log.error("{} failed, and is tried again: {}", name, failed.getMessage(), failed);
    }
  }

  /// Begins nothing any more, and interrupts what is under way.
  @Override
  public void close() {
    threads.forEach(ScheduledExecutorService::shutdownNow);
  }
}
