package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.Evidence.Outcome;
import dev.firebreak.remediation.plan.PlannedChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How far an earlier life came with a run, by its evidence.
///
/// @param open the last intent of each action that has no outcome, by the id of its change
/// @param settled the outcomes, oldest first
record Interrupted(Map<String, Evidence.Intent> open, List<Settled> settled) {

  /// A run that just begins.
  static final Interrupted NOT = new Interrupted(Map.of(), List.of());

  /// A change and how it ended.
  record Settled(PlannedChange change, Outcome outcome) {}

  /// @param written the evidence of the run, oldest first
  static Interrupted of(Run run, List<Evidence> written) {
    Map<String, Evidence.Intent> open = new HashMap<>();
    List<Settled> settled = new ArrayList<>();
    for (Evidence evidence : written) {
      if (evidence instanceof Evidence.Intent intent) {
        open.put(intent.actionId(), intent);
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
