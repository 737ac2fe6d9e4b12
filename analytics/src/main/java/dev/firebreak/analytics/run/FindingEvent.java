package dev.firebreak.analytics.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One turn in a finding's history: what an analysis noticed, or what somebody decided.
///
/// @param run the id of the run that noticed; null for a decision, and for the end of an acceptance
///   that no run has noticed yet
/// @param cause why it opened again; null for every other change
/// @param by who decided; null for what a run noticed
/// @param text the reason of a decision, or the comment
/// @param until the first instant at which an accepted finding counts again
/// @param assignee to whom it was assigned; null for nobody
public record FindingEvent(
    String key,
    Instant at,
    @Nullable String run,
    Change change,
    @Nullable Cause cause,
    @Nullable String by,
    @Nullable String text,
    @Nullable Instant until,
    @Nullable String assignee) {

  /// What happened.
  public enum Change {
    OPENED,
    REOPENED,
    RESOLVED,
    MITIGATED,
    UPCOMING,
    ACCEPTED,
    ASSIGNED,
    COMMENTED;

    /// Whether it says how the finding stands from then on.
    public boolean stands() {
      return this != ASSIGNED && this != COMMENTED;
    }
  }

  /// Why a finding is open again.
  public enum Cause {
    /// It had been resolved, and holds again.
    CAME_BACK,
    /// It was accepted until that time.
    ACCEPTANCE_ENDED,
    /// Somebody took the acceptance back.
    ACCEPTANCE_WITHDRAWN,
    /// The control that made it acceptable has ended, or is none of the rules any more.
    MITIGATION_ENDED
  }
}
