package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.RunEvidence.Outcome;
import dev.firebreak.remediation.plan.PlannedChange;
import java.util.Optional;

/// The first change of a run goes alone: the rest follows only when it was read back as wished. One
/// that had nothing left to do shows nothing, so the next one is the first.
final class Canary {

  private final boolean on;
  private boolean sang;
  private Optional<String> silent = Optional.empty();

  /// @param on whether it is asked for
  Canary(boolean on) {
    this.on = on;
  }

  void learn(PlannedChange change, Outcome.State outcome, String detail) {
    if (!on || sang || silent.isPresent()) {
      return;
    }
    switch (outcome) {
      case VERIFIED -> sang = true;
      case NOOP -> {}
      case CONFLICT, FAILED, UNKNOWN, CANCELLED ->
          silent =
              Optional.of(
                  "Not sent, since the first change goes alone and was not verified. '%s' ended so: %s Plan again for the rest."
                      .formatted(change.sentence(), detail));
    }
  }

  /// Why the rest of the run is not to be sent.
  Optional<String> refusal() {
    return silent;
  }
}
