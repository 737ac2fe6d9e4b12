package dev.firebreak.ingest.harvest;

import org.jspecify.annotations.Nullable;

/// Hears how far a harvest is, and may end it.
@FunctionalInterface
public interface HarvestProgress {

  /// Nobody listens.
  HarvestProgress SILENT = (source, endpoint, read, promised) -> {};

  /// Some resources of an endpoint have been read.
  ///
  /// @param promised what the server said there would be in all, if known
  void read(String source, String endpoint, int read, @Nullable Integer promised);

  /// Whether the harvest is to end. It is asked after each resource; what was read by then stays in
  /// the graph and nothing is removed.
  default boolean cancelled() {
    return false;
  }
}
