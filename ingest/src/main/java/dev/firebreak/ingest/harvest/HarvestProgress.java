package dev.firebreak.ingest.harvest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
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

  /// Where a harvest goes on that was cut off.
  ///
  /// @param pages of the endpoint that are not asked for again
  /// @param resources on them, each counted once
  /// @param whole whether that is all of the endpoint
  /// @param readAt when the last of them was read
  record Continued(int pages, int resources, boolean whole, Instant readAt) {

    private static final DateTimeFormatter MINUTE =
        DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// In words: `continues at page 7 (600 resources read until 10:42 UTC)`.
    public String summary() {
      String before =
          "%,d %s read until %s"
              .formatted(
                  resources, resources == 1 ? "resource" : "resources", MINUTE.format(readAt));
      return whole
          ? "is not read again (%s)".formatted(before)
          : "continues at page %,d (%s)".formatted(pages + 1, before);
    }
  }

  /// An endpoint of which a harvest that was cut off had read pages is taken up where they end.
  ///
  /// @param promised what the server said there would be in all, if known
  default void continued(
      String source, String endpoint, Continued from, @Nullable Integer promised) {}

  /// A source is about to be harvested.
  default void begun(String source) {}

  /// A source has been harvested, or could not be.
  default void over(HarvestReceipt receipt) {}

  /// The reader that the harvest reads with in the place of `reader`.
  default ResourceReader endable(ResourceReader reader) {
    return reader;
  }

  /// The reader that an update reads with in the place of `changes`.
  default ChangeReader endable(ChangeReader changes) {
    return changes;
  }

  /// Whether the harvest is to end. It is asked after each resource; what was read by then stays in
  /// the graph, nothing is removed, and the next harvest continues there.
  default boolean cancelled() {
    return false;
  }

  /// Who wants it to end; null while nobody does, or where nobody says.
  default @Nullable String cancelledBy() {
    return null;
  }
}
