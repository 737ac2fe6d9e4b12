package dev.firebreak.remediation.run;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.Evidence.Outcome;
import dev.firebreak.remediation.evidence.EvidenceBroken;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemediationPlan;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Takes the changes of one approved plan in order, and gives each its outcome: carried out, or
/// cancelled because of how those before it ended.
final class RunLoop {

  private final Execution execution;
  private final Observer observer;
  private final Guardrails guardrails;

  RunLoop(Execution execution, Observer observer, Guardrails guardrails) {
    this.execution = execution;
    this.observer = observer;
    this.guardrails = guardrails;
  }

  /// Returns when every change has its outcome, or evidence cannot be written any more.
  void carryOut(Journal journal) {
    Halts halts = new Halts();
    Canary canary = new Canary(guardrails.canary());
    Conflicts conflicts = new Conflicts(guardrails.breaker());
    Map<NodeKey, String> versions = new HashMap<>();
    RemediationPlan plan = journal.run().plan();
    try {
      for (PlannedChange change : plan.changes()) {
        Optional<String> cancelled =
            halts.reason(change).or(canary::refusal).or(conflicts::refusal);
        Execution.Ended ended =
            cancelled.isPresent()
                ? Execution.Ended.cancelled(cancelled.get())
                : execution.carryOut(
                    journal, change, plan.precondition(change), versions.get(change.resource()));
        halts.learn(change, ended);
        canary.learn(change, ended.state(), ended.detail());
        conflicts.learn(ended.state());
        if (ended.state() == Outcome.State.VERIFIED && ended.version() != null) {
          versions.put(change.resource(), ended.version());
        }
        journal.append(outcome(plan, change, ended));
        if (ended.state() != Outcome.State.CANCELLED) {
          observer.observe(journal, change);
        }
      }
    } catch (EvidenceBroken broken) {
      journal.show(now -> now.halted("Halted, nothing further was sent. " + broken.getMessage()));
    }
  }

  private static Evidence outcome(
      RemediationPlan plan, PlannedChange change, Execution.Ended ended) {
    return new Outcome(
        plan.id(),
        change.id(),
        ended.state(),
        ended.status(),
        ended.version(),
        ended.detail(),
        ended.tookMillis());
  }
}
