package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.plan.PlannedChange;
import org.jspecify.annotations.Nullable;

/// A change that was sent, or may have been.
///
/// @param attempt which try it was, from 1
/// @param windowMillis how long somebody else's change would have gone unnoticed before it; null if
///   not at all, or it is not known
record Sent(PlannedChange change, Before before, int attempt, @Nullable Long windowMillis) {

  /// As the evidence of an earlier life tells.
  static Sent of(PlannedChange change, RunEvidence.Intent intent) {
    return new Sent(
        change, Before.of(intent), intent.attempt() == null ? 1 : intent.attempt(), null);
  }
}
