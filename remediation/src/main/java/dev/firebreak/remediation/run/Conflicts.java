package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.RunEvidence.Outcome;
import java.util.Optional;

/// How much of what one run looked at had been changed by somebody else. Where it is much, the plan
/// rests on a picture that is no longer true, and the run ends.
final class Conflicts {

  private final Breaker.Limits limits;
  private int lookedAt;
  private int conflicts;

  Conflicts(Breaker.Limits limits) {
    this.limits = limits;
  }

  void learn(Outcome.State outcome) {
    if (outcome != Outcome.State.CANCELLED) {
      lookedAt++;
    }
    if (outcome == Outcome.State.CONFLICT) {
      conflicts++;
    }
  }

  /// Why nothing more of the run is to be sent.
  Optional<String> refusal() {
    return lookedAt >= limits.conflictsOfAtLeast()
            && conflicts * 100 > limits.conflictPercent() * lookedAt
        ? Optional.of(
            "Not sent, since of %d changes looked at %d were in conflict with what others did, and %d %% may be. Harvest again and plan again."
                .formatted(lookedAt, conflicts, limits.conflictPercent()))
        : Optional.empty();
  }
}
