package dev.firebreak.remediation.run;

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
  void learn(PlannedChange change, Execution.Ended ended) {
    String because = "'" + change.sentence() + "' ended so: " + ended.detail();
    switch (ended.halt()) {
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
