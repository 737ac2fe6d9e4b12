package dev.firebreak.web.view;

import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one snapshot until the graph changes, or until it is so old that validity in it may have
/// changed by itself. Then the next one is prepared aside, and nobody waits for it.
public final class SharedSnapshot implements CurrentGraph, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SharedSnapshot.class);

  /// From this age on the next one is prepared.
  private static final Duration KEEP = Duration.ofMinutes(5);

  /// Nobody is shown one that is older.
  private static final Duration OLDEST = KEEP.multipliedBy(2);

  private final Supplier<GraphSnapshot> read;
  private final Clock clock;
  private final List<PerSnapshot<?>> prepared = new CopyOnWriteArrayList<>();
  private @Nullable GraphSnapshot snapshot;
  private @Nullable Thread preparing;
  private long changes;
  private boolean failing;

  /// @param read the graph as it is at the moment
  public SharedSnapshot(Supplier<GraphSnapshot> read, Clock clock) {
    this.read = read;
    this.clock = clock;
  }

  @Override
  public GraphSnapshot snapshot() {
    long before;
    synchronized (this) {
      if (snapshot != null && isYounger(snapshot, OLDEST)) {
        if (preparing == null && !isYounger(snapshot, KEEP)) {
          long known = changes;
          preparing = Thread.ofPlatform().name("snapshot").start(() -> prepare(known));
        }
        return snapshot;
      }
      before = changes;
    }
    GraphSnapshot now = read.get();
    use(now, before);
    return now;
  }

  private boolean isYounger(GraphSnapshot some, Duration age) {
    return clock.instant().isBefore(some.asOf().plus(age));
  }

  private synchronized void use(GraphSnapshot now, long before) {
    if (before == changes) {
      failing = false;
      snapshot = now;
      prepared.forEach(each -> each.forgetBefore(now));
    }
  }

  private void prepare(long before) {
    try {
      GraphSnapshot next = read.get();
      prepared.stream().filter(PerSnapshot::isUsed).forEach(each -> each.of(next));
      use(next, before);
    } catch (RuntimeException e) {
      failed(before, e);
    } finally {
      synchronized (this) {
        preparing = null;
      }
    }
  }

  private synchronized void failed(long before, RuntimeException e) {
    if (before == changes && !failing) {
      failing = true;
      LOG.warn("the graph could not be read again; pages show it as it was until they can", e);
    }
  }

  @Override
  public synchronized void invalidate() {
    snapshot = null;
    changes++;
    prepared.forEach(PerSnapshot::forget);
  }

  @Override
  public <T> PerSnapshot<T> perSnapshot(Function<GraphSnapshot, T> work) {
    return prepared(PerSnapshot.of(work));
  }

  @Override
  public <T> PerSnapshot<T> perGraph(Function<GraphSnapshot, T> work) {
    return prepared(PerSnapshot.ofGraph(work));
  }

  private <T> PerSnapshot<T> prepared(PerSnapshot<T> each) {
    prepared.add(each);
    return each;
  }

  /// Waits until nothing reads the graph on behalf of this any more.
  @Override
  public void close() {
    Thread last;
    synchronized (this) {
      changes++;
      last = preparing;
    }
    if (last != null) {
      try {
        last.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
