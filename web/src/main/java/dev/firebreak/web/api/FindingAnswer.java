package dev.firebreak.web.api;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.run.FindingEvent;
import dev.firebreak.analytics.run.StoredFinding;
import dev.firebreak.analytics.score.RiskScore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A finding as the API tells it.
///
/// @param lastRun the id of the last analysis in which it held
/// @param assignee who is to work on it; null for nobody
record FindingAnswer(
    String id,
    StoredFinding.State state,
    Instant openedAt,
    @Nullable Instant resolvedAt,
    String lastRun,
    @Nullable String assignee,
    Finding finding) {

  /// Some of the findings that match.
  ///
  /// @param total how many match altogether
  /// @param next what to send as `after` for those that follow; null where these are the last
  record Stretch(long total, @Nullable String next, List<FindingAnswer> findings) {}

  /// A finding, how much risk it is and of what that is made, and what happened to it.
  ///
  /// @param cypher a query that shows the paths of its proof
  record WithHistory(
      FindingAnswer finding, RiskScore risk, List<FindingEvent> history, String cypher) {}

  static FindingAnswer of(StoredFinding stored) {
    return new FindingAnswer(
        stored.id(),
        stored.state(),
        stored.openedAt(),
        stored.resolvedAt(),
        stored.lastRun(),
        stored.assignee(),
        stored.finding());
  }
}
