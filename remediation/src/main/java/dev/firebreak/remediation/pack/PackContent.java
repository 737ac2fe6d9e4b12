package dev.firebreak.remediation.pack;

import dev.firebreak.analytics.finding.Finding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a pack tells, as its records tell it: for the summary and for the report.
///
/// @param planHash the hash of the frozen plan
/// @param proposed who had it frozen, and when
/// @param started null before it began
/// @param changes in the order of the plan
/// @param further what else was recorded of the run
/// @param missing what a whole run has and this one lacks, in phrases
/// @param log where the records are
public record PackContent(
    String runId,
    String planHash,
    Word proposed,
    List<Shown> findings,
    List<Word> approvals,
    @Nullable Word started,
    List<Change> changes,
    List<Word> further,
    List<String> missing,
    Log log) {

  public PackContent {
    findings = List.copyOf(findings);
    approvals = List.copyOf(approvals);
    changes = List.copyOf(changes);
    further = List.copyOf(further);
    missing = List.copyOf(missing);
  }

  /// Something that somebody did.
  ///
  /// @param what the kind of record
  /// @param seq its number in the log
  public record Word(String what, String by, Instant at, @Nullable String note, long seq) {}

  /// A finding as the proposer was shown it.
  ///
  /// @param sliceNodes how many nodes its slice has; 0 without one
  /// @param rule the rule in its canonical form, as it was recorded with the slice
  /// @param missing why no slice is kept; null where one is
  public record Shown(
      String id,
      Finding finding,
      int sliceNodes,
      int sliceEdges,
      @Nullable JsonNode rule,
      @Nullable String missing,
      long seq) {}

  /// A change and what became of it.
  ///
  /// @param before the values that it takes away or replaces, as the plan has them
  /// @param sent null where nothing was sent
  /// @param ended null where it has no outcome
  /// @param readBack null where nothing was read into the graph afterwards
  /// @param undo the request that would give back what was taken; null where there is none
  /// @param undoNote how it can be undone otherwise, or why not; null where `undo` says it
  public record Change(
      String id,
      String sentence,
      String resource,
      JsonNode before,
      @Nullable Sent sent,
      @Nullable Ended ended,
      @Nullable ReadBack readBack,
      @Nullable JsonNode undo,
      @Nullable String undoNote) {}

  /// What was sent; the last time, if a source had it sent again.
  public record Sent(
      String method,
      String path,
      @Nullable JsonNode body,
      @Nullable String ifMatch,
      String guard,
      @Nullable JsonNode preImage,
      Instant at,
      long seq) {}

  /// What was answered, and what became of it.
  ///
  /// @param windowMillis how long a change of somebody else would have gone unnoticed; null for not
  ///   at all
  /// @param lost what else went by it, as it was before; null for nothing
  public record Ended(
      String state,
      @Nullable Integer status,
      @Nullable String etag,
      String detail,
      long tookMillis,
      @Nullable Long windowMillis,
      @Nullable JsonNode lost,
      Instant at,
      long seq) {}

  /// What the source showed afterwards.
  public record ReadBack(
      List<String> present, List<String> absent, @Nullable String version, Instant at, long seq) {}

  /// The log that the records are in.
  ///
  /// @param covered how many records its checkpoint is signed over
  /// @param key the public half of the key that signed it, as `name+id+key`
  public record Log(String origin, long covered, String key, String fingerprint) {}
}
