package dev.firebreak.ingest.harvest;

import org.jspecify.annotations.Nullable;

/// Hears how far a harvest is.
@FunctionalInterface
public interface HarvestProgress {

  /// Nobody listens.
  HarvestProgress SILENT = (source, endpoint, read, promised) -> {};

  /// Some resources of an endpoint have been read.
  ///
  /// @param promised what the server said there would be in all, if known
  void read(String source, String endpoint, int read, @Nullable Integer promised);
}
