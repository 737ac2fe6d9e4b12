package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.RunEvidence.Outcome;
import dev.firebreak.remediation.plan.PlannedChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far an earlier life came with a run, by its evidence.
///
/// @param open what each action that has no outcome had come to, by the id of its change
/// @param settled the outcomes, oldest first
record Interrupted(Map<String, Open> open, List<Settled> settled) {

  /// A run that just begins.
  static final Interrupted NOT = new Interrupted(Map.of(), List.of());

  /// An action that was intended and has no outcome.
  ///
  /// @param intent its last one
  /// @param at when that was written down
  /// @param taken until when it is waited for, if its source said that it makes it later; null
  ///   where nothing is known of an answer
  record Open(RunEvidence.Intent intent, Instant at, @Nullable Instant taken) {}

  /// One piece of the evidence of the run.
  ///
  /// @param at when it was written down
  record Piece(Evidence evidence, Instant at) {}

  /// A change and how it ended.
  record Settled(PlannedChange change, Outcome outcome) {}

  /// @param written the evidence of the run, oldest first
  static Interrupted of(Run run, List<Piece> written) {
    Map<String, Open> open = new HashMap<>();
    List<Settled> settled = new ArrayList<>();
    for (Piece piece : written) {
      Evidence evidence = piece.evidence();
      if (evidence instanceof RunEvidence.Intent intent) {
        open.put(intent.actionId(), new Open(intent, piece.at(), null));
      } else if (evidence instanceof RunEvidence.TakenForLater taken) {
        open.computeIfPresent(
            taken.actionId(), (_, last) -> new Open(last.intent(), last.at(), taken.until()));
      } else if (evidence instanceof Outcome outcome) {
        open.remove(outcome.actionId());
        run.plan()
            .change(outcome.actionId())
            .ifPresent(change -> settled.add(new Settled(change, outcome)));
      }
    }
    return new Interrupted(open, settled);
  }
}
