package dev.firebreak.graph.snapshot;

import java.util.Map;

/// A snapshot and the revision of each part of the graph that it holds: of a part without one it is
/// not known whether it is as the graph has it.
///
/// @param revisions by source
record VersionedSnapshot(GraphSnapshot snapshot, Map<String, String> revisions) {

  VersionedSnapshot {
    revisions = Map.copyOf(revisions);
  }
}
