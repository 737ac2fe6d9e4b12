package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.store.WriteCounts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one harvest read and changed.
///
/// @param source the id of the source
/// @param stamp names this harvest; nodes and edges that it saw carry it
/// @param startedAt when it began; of a harvest that was cut off and continued, the first time
/// @param continuedFrom until when what it has not read itself had been read before it was cut off;
///   null when it was not continued
/// @param state whether everything promised was read and, if so, believed
/// @param problem why it is incomplete or in quarantine; null when it is complete
/// @param parts one per endpoint, in the order read
/// @param edges how many edges found both their ends
/// @param access how many memberships and grants the source states
/// @param held how many nodes stay although they were not seen, since what may be they could not be
///   used
/// @param counts what changed in the graph, sweep included
/// @param problems what could not be used, each a sentence with source, resource and attribute
/// @param rejected resources of which nothing could be used
public record HarvestReceipt(
    String source,
    String stamp,
    Instant startedAt,
    @Nullable Instant continuedFrom,
    Instant finishedAt,
    HarvestState state,
    @Nullable String problem,
    List<Part> parts,
    long accounts,
    long groups,
    long entitlements,
    long containers,
    long privilegedAccounts,
    long edges,
    long access,
    long held,
    WriteCounts counts,
    List<String> problems,
    List<Rejection> rejected) {

  public HarvestReceipt {
    parts = List.copyOf(parts);
    problems = List.copyOf(problems);
    rejected = List.copyOf(rejected);
    boolean follows = state == HarvestState.COMPLETE || state == HarvestState.UPDATED;
    if (follows != (problem == null)) {
      throw new IllegalArgumentException("the graph follows a harvest, or there is a problem");
    }
  }

  /// One endpoint.
  ///
  /// @param promised what the server said there would be, if it said so
  /// @param received how many resources came before the end or a failure, those that came twice
  ///   included
  /// @param distinct how many of them are different ones, which alone are used
  /// @param written how many are new in the graph, or not as they were, with what they state
  /// @param unchanged how many are in the graph as they were
  /// @param swept how many nodes of this type went; of permissions, the rights that nobody has left
  /// @param rejected how many cannot be used
  /// @param complete whether it was read to its end
  /// @param problem why not; null when it was
  public record Part(
      String endpoint,
      @Nullable Integer promised,
      int received,
      int distinct,
      int written,
      int unchanged,
      long swept,
      int rejected,
      boolean complete,
      @Nullable String problem) {}

  /// Whether everything was read and the graph follows.
  public boolean complete() {
    return state == HarvestState.COMPLETE;
  }

  /// Whether the graph follows the source: everything was read, or everything that changed.
  public boolean followed() {
    return problem == null;
  }

  /// One line for a log or a terminal.
  public String summary() {
    return switch (state) {
      case COMPLETE ->
          "%s: complete, %,d accounts, %,d groups, %,d entitlements, %,d safes, %,d edges; %,d came, %,d went%s"
              .formatted(
                  source,
                  accounts,
                  groups,
                  entitlements,
                  containers,
                  edges,
                  counts.edgesCreated(),
                  counts.edgesDeleted(),
                  rejected.isEmpty()
                      ? ""
                      : "; %,d rejected, of which the graph keeps what it had"
                          .formatted(rejected.size()));
      case UPDATED ->
          "%s: up to date, %,d resources changed lately and were read; %,d edges came, %,d went"
              .formatted(
                  source,
                  parts.stream().mapToInt(Part::distinct).sum(),
                  counts.edgesCreated(),
                  counts.edgesDeleted());
      case INCOMPLETE -> "%s: INCOMPLETE, nothing was removed. %s".formatted(source, problem);
      case QUARANTINED -> "%s: QUARANTINED, nothing was removed. %s".formatted(source, problem);
    };
  }
}
