package dev.firebreak.graph.snapshot;

import dev.firebreak.graph.store.IdentityGraph;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The one snapshot of a graph, kept in memory and on disk. Whenever it is asked for, the parts of
/// the graph that changed since are read anew and the others kept; what comes of it is the same as
/// if everything had been read.
public final class SnapshotStore {

  private final IdentityGraph graph;
  private final @Nullable SnapshotFile file;
  private @Nullable VersionedSnapshot kept;
  private boolean opened;

  /// @param folder where the snapshot is kept on disk; null for nowhere
  public SnapshotStore(IdentityGraph graph, @Nullable Path folder) {
    this.graph = graph;
    this.file = folder == null ? null : new SnapshotFile(folder.resolve("graph.snapshot"));
  }

  /// The graph as it is, with reach decided as of `asOf`. One caller reads, others wait for it.
  public synchronized GraphSnapshot at(Instant asOf) {
    if (!opened) {
      opened = true;
      kept = file == null ? null : file.load().orElse(null);
    }
    VersionedSnapshot before = kept;
    VersionedSnapshot now = SnapshotReader.refresh(graph, before, asOf);
    kept = now;
    if (file != null && (before == null || !before.revisions().equals(now.revisions()))) {
      file.save(now);
    }
    return now.snapshot();
  }
}
