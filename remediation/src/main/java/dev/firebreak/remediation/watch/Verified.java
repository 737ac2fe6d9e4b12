package dev.firebreak.remediation.watch;

import dev.firebreak.remediation.evidence.SeenEvidence.Held;
import dev.firebreak.remediation.plan.Deactivate;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Taking;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A change that was verified and took something away.
///
/// @param runId its run
/// @param change what was taken
/// @param at when it was verified
/// @param by who had proposed it
/// @param held what the attribute held right after; null where that is not known
public record Verified(
    String runId, PlannedChange change, Instant at, String by, @Nullable Held held) {

  /// Whether a change takes access away, so that it is to be watched.
  static boolean isWatched(PlannedChange change) {
    return change instanceof Taking;
  }

  /// What a change is about, however often it is made: the same membership, grant, right or
  /// account.
  static String fact(PlannedChange change) {
    String what = change.resource().value() + ' ' + change.attribute();
    return change.attribute().equals(Deactivate.ACTIVE) ? what : what + ' ' + change.value();
  }

  Verified with(@Nullable Held seen) {
    return new Verified(runId, change, at, by, seen);
  }
}
