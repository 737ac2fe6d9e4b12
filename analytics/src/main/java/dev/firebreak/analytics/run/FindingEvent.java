package dev.firebreak.analytics.run;

import java.time.Instant;

/// One turn in a finding's history.
///
/// @param run the id of the run that noticed
public record FindingEvent(String key, Instant at, String run, Change change) {

  /// What happened.
  public enum Change {
    OPENED,
    REOPENED,
    RESOLVED,
    MITIGATED,
    UPCOMING
  }
}
