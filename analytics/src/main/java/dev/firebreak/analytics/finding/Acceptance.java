package dev.firebreak.analytics.finding;

import java.time.Instant;

/// Somebody takes a finding as it is for a time.
///
/// @param until the first instant at which it counts again
/// @param by who decided so
/// @param reason why, for an auditor
/// @param at when
public record Acceptance(Instant until, String by, String reason, Instant at) {

  /// Whether it has not ended yet.
  public boolean holdsAt(Instant instant) {
    return instant.isBefore(until);
  }
}
