package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.plan.PlannedChange;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What is not to be sent any more in a run, and why.
final class Halts {

  private final Map<String, String> kinds = new HashMap<>();
  private final Map<String, String> sources = new HashMap<>();
  private Optional<String> everything = Optional.empty();

  /// Learns from an outcome.
  void learn(PlannedChange change, Ended ended) {
    learn(change, ended.halt(), ended.detail());
  }

  /// Learns from an outcome of an earlier life: a halt survives a restart.
  void learn(PlannedChange change, RunEvidence.Outcome outcome) {
    learn(change, halt(outcome), outcome.detail());
  }

  /// What the evidence of an outcome implies, as [Classifier] decided it then.
  static Halt halt(RunEvidence.Outcome outcome) {
    boolean unauthorized =
        outcome.status() != null && (outcome.status() == 401 || outcome.status() == 403);
    if (outcome.lost() != null || unauthorized) {
      return Halt.RUN;
    }
    return switch (outcome.state()) {
      case UNKNOWN -> Halt.SOURCE;
      case FAILED ->
          outcome.status() != null && outcome.status() == 429 ? Halt.SOURCE : Halt.SAME_KIND;
      case VERIFIED, NOOP, CONFLICT, CANCELLED -> Halt.NOTHING;
    };
  }

  private void learn(PlannedChange change, Halt halt, String detail) {
    String because = "'" + change.sentence() + "' ended so: " + detail;
    switch (halt) {
      case NOTHING -> {}
      case SAME_KIND ->
          kinds.put(
              kind(change),
              "Not sent, since the same kind of change failed there before. " + because);
      case SOURCE ->
          sources.put(
              change.source(), "Not sent, since the source did not answer reliably. " + because);
      case RUN -> everything = Optional.of("Not sent, since the run was halted. " + because);
    }
  }

  /// Why a change is not to be sent, if it is not.
  Optional<String> reason(PlannedChange change) {
    return everything
        .or(() -> Optional.ofNullable(sources.get(change.source())))
        .or(() -> Optional.ofNullable(kinds.get(kind(change))));
  }

  private static String kind(PlannedChange change) {
    return change.source() + " " + change.resource().type() + " " + change.attribute();
  }
}
