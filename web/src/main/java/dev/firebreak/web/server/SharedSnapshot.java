package dev.firebreak.web.server;

import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.SnapshotReader;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.web.view.CurrentGraph;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Keeps one snapshot until the graph changes, or until it is so old that validity in it may have
/// changed by itself.
final class SharedSnapshot implements CurrentGraph {

  private static final Duration KEEP = Duration.ofMinutes(5);

  private final IdentityGraph graph;
  private final Clock clock;
  private @Nullable GraphSnapshot snapshot;
  private long changes;

  SharedSnapshot(IdentityGraph graph, Clock clock) {
    this.graph = graph;
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
    GraphSnapshot read = SnapshotReader.read(graph, clock.instant());
    synchronized (this) {
      if (before == changes) {
        snapshot = read;
      }
    }
    return read;
  }

  @Override
  public synchronized void invalidate() {
    snapshot = null;
    changes++;
  }
}
