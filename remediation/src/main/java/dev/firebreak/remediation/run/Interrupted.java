package dev.firebreak.remediation.run;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.Evidence.Outcome;
import dev.firebreak.remediation.plan.PlannedChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How far an earlier life came with a run, by its evidence.
///
/// @param open the last intent of each action that has no outcome, by the id of its change
/// @param versions what our own last change of each resource left behind
/// @param halts what is not to be sent any more
record Interrupted(Map<String, Evidence.Intent> open, Map<NodeKey, String> versions, Halts halts) {

  /// Of a run that just begins.
  static Interrupted nothing() {
    return new Interrupted(Map.of(), new HashMap<>(), new Halts());
  }

  /// @param entries the evidence of the run, oldest first
  static Interrupted of(Run run, List<Entry> entries) {
    Map<String, Evidence.Intent> open = new HashMap<>();
    Interrupted far = new Interrupted(open, new HashMap<>(), new Halts());
    for (Entry entry : entries) {
      switch (entry.evidence()) {
        case Evidence.Intent intent -> open.put(intent.actionId(), intent);
        case Outcome outcome -> {
          open.remove(outcome.actionId());
          run.plan().changes().stream()
              .filter(change -> change.id().equals(outcome.actionId()))
              .forEach(change -> far.learn(change, outcome));
        }
        default -> {}
      }
    }
    return far;
  }

  private void learn(PlannedChange change, Outcome outcome) {
    halts.learn(change, outcome);
    if (outcome.state() == Outcome.State.VERIFIED && outcome.etagAfter() != null) {
      versions.put(change.resource(), outcome.etagAfter());
    }
  }
}
