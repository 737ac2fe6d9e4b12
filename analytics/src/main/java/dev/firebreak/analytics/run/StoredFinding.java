package dev.firebreak.analytics.run;

import dev.firebreak.analytics.finding.Finding;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A finding with what became of it.
///
/// @param openedAt when it opened, the last time if it was resolved in between
/// @param resolvedAt when it was resolved; null while it is not
/// @param lastRun the id of the last run in which it held
/// @param assignee who is to work on it; null for nobody
public record StoredFinding(
    Finding finding,
    State state,
    Instant openedAt,
    @Nullable Instant resolvedAt,
    String lastRun,
    @Nullable String assignee) {

  /// Whether a finding holds and counts.
  public enum State {
    /// It holds, and nothing makes it acceptable.
    OPEN,
    /// It holds, and a control makes it acceptable for now.
    MITIGATED,
    /// It holds, and somebody takes it as it is for now.
    ACCEPTED,
    /// It does not hold yet, and will.
    UPCOMING,
    /// It no longer holds.
    RESOLVED
  }

  /// The short name, see [Finding#id()].
  public String id() {
    return finding.id();
  }
}
