package dev.firebreak.analytics.blastradius;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// A number of threads that do parts of one piece of work, the calling thread among them.
public final class Crew implements AutoCloseable {

  private final int threads;
  private final ExecutorService others;

  /// @param threads at least 1; 1 is the calling thread alone
  public Crew(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("work needs at least one thread, not " + threads);
    }
    this.threads = threads;
    this.others =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1), Thread.ofPlatform().daemon().name("radius-", 0).factory());
  }

  /// How many threads there are.
  public int threads() {
    return threads;
  }

  /// Starts `task` on another thread, or does it at once when there is none.
  public <T> Callable<T> start(Callable<T> task) throws Exception {
    if (threads == 1) {
      T done = task.call();
      return () -> done;
    }
    Future<T> future = others.submit(task);
    return () -> join(future);
  }

  /// Hands the parts 0 to `parts`, exclusive, to workers that are made one for each thread, each
  /// part once, rising.
  public void share(int parts, Supplier<IntConsumer> workers) throws Exception {
    AtomicInteger next = new AtomicInteger();
    Callable<Boolean> loop =
        () -> {
          IntConsumer worker = workers.get();
          for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
            worker.accept(part);
          }
          return true;
        };
    List<Future<Boolean>> started = new ArrayList<>();
    for (int thread = 1; thread < Math.min(threads, parts); thread++) {
      started.add(others.submit(loop));
    }
    loop.call();
    for (Future<Boolean> future : started) {
      join(future);
    }
  }

  private static <T> T join(Future<T> future) throws Exception {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    others.shutdownNow();
  }
}
