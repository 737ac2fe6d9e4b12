package dev.firebreak.ingest.harvest;

import org.jspecify.annotations.Nullable;

/// Hears how far a harvest is, and may end it.
@FunctionalInterface
public interface HarvestProgress {

  /// Nobody listens.
  HarvestProgress SILENT = (source, endpoint, read, promised) -> {};

  /// Some resources of an endpoint have been read.
  ///
  /// @param promised what the server said there would be in all; null until the endpoint was read
  ///   to its end, and where it did not say
  void read(String source, String endpoint, int read, @Nullable Integer promised);

  /// A page of an endpoint has been read.
  ///
  /// @param pages how many so far
  /// @param read how many resources so far
  /// @param promised what the server said there would be in all, if known
  default void page(
      String source, String endpoint, int pages, int read, @Nullable Integer promised) {
    read(source, endpoint, read, promised);
  }

  /// A source is about to be harvested.
  default void begun(String source) {}

  /// A source has been harvested, or could not be.
  default void over(HarvestReceipt receipt) {}

  /// The reader that the harvest reads with in the place of `reader`.
  default ResourceReader endable(ResourceReader reader) {
    return reader;
  }

  /// Whether the harvest is to end. It is asked after each resource; what was read by then stays in
  /// the graph and nothing is removed.
  default boolean cancelled() {
    return false;
  }

  /// Who wants it to end; null while nobody does, or where nobody says.
  default @Nullable String cancelledBy() {
    return null;
  }
}
