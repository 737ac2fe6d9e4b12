package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.store.WriteCounts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one harvest read and changed.
///
/// @param source the id of the source
/// @param stamp names this harvest; nodes and edges that it saw carry it
/// @param complete everything promised was read, so that what was not seen is gone
/// @param problem why it is not complete; null when it is
/// @param parts one per endpoint, in the order read
/// @param edges how many edges the source states
/// @param counts what changed in the graph, sweep included
/// @param problems what could not be used, each a sentence with source, resource and attribute
public record HarvestReceipt(
    String source,
    String stamp,
    Instant startedAt,
    Instant finishedAt,
    boolean complete,
    @Nullable String problem,
    List<Part> parts,
    long accounts,
    long groups,
    long entitlements,
    long containers,
    long privilegedAccounts,
    long edges,
    WriteCounts counts,
    List<String> problems) {

  /// One endpoint.
  ///
  /// @param promised what the server said there would be, if it said so
  /// @param distinct how many different resources came
  public record Part(
      String endpoint,
      int distinct,
      @Nullable Integer promised,
      boolean complete,
      @Nullable String problem) {}

  /// One line for a log or a terminal.
  public String summary() {
    return complete
        ? "%s: complete, %,d accounts, %,d groups, %,d entitlements, %,d safes, %,d edges; %,d came, %,d went"
            .formatted(
                source,
                accounts,
                groups,
                entitlements,
                containers,
                edges,
                counts.edgesCreated(),
                counts.edgesDeleted())
        : "%s: INCOMPLETE, nothing was removed. %s".formatted(source, problem);
  }
}
