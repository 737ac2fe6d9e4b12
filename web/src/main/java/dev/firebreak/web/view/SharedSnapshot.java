package dev.firebreak.web.view;

import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps one snapshot until the graph changes, or until it is so old that validity in it may have
/// changed by itself.
public final class SharedSnapshot implements CurrentGraph {

  private static final Duration KEEP = Duration.ofMinutes(5);

  private final Supplier<GraphSnapshot> read;
  private final Clock clock;
  private @Nullable GraphSnapshot snapshot;
  private long changes;

  /// @param read the graph as it is at the moment
  public SharedSnapshot(Supplier<GraphSnapshot> read, Clock clock) {
    this.read = read;
    this.clock = clock;
  }

  @Override
  public GraphSnapshot snapshot() {
    long before;
    synchronized (this) {
      if (snapshot != null && clock.instant().isBefore(snapshot.asOf().plus(KEEP))) {
        return snapshot;
      }
      before = changes;
    }
    GraphSnapshot now = read.get();
    synchronized (this) {
      if (before == changes) {
        snapshot = now;
      }
    }
    return now;
  }

  @Override
  public synchronized void invalidate() {
    snapshot = null;
    changes++;
  }
}
