package dev.firebreak.remediation.run;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.evidence.EvidenceBroken;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.RunEvidence.Outcome;
import dev.firebreak.remediation.evidence.StaleEpoch;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.run.Failpoint.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes the changes of one approved plan in order, and gives each its outcome: carried out, or
/// cancelled because of how those before it ended. A run that a crash interrupted goes on in the
/// same way where its evidence ends.
final class RunLoop {

  private final Execution execution;
  private final Observer observer;
  private final ManualTasks tasks;
  private final Guardrails guardrails;
  private final Failpoint failpoint;

  RunLoop(
      Execution execution,
      Observer observer,
      ManualTasks tasks,
      Guardrails guardrails,
      Failpoint failpoint) {
    this.execution = execution;
    this.observer = observer;
    this.tasks = tasks;
    this.guardrails = guardrails;
    this.failpoint = failpoint;
  }

  /// Returns when every change has its outcome, or evidence cannot be written any more.
  ///
  /// @param earlier how far the run came before
  /// @param held why nothing more of it may be sent, if so
  void carryOut(Journal journal, Interrupted earlier, Optional<String> held) {
    Course course = new Course(guardrails);
    earlier.settled().forEach(course::learn);
    RemediationPlan plan = journal.run().plan();
    try {
      for (PlannedChange change : plan.changes()) {
        ItemState state = journal.run().item(change.id()).state();
        if (state.isSettled() || state.isTask()) {
          continue;
        }
        if (state == ItemState.WITHDRAWN) {
          tasks.withdrawn(journal, change);
          continue;
        }
        if (plan.write(change).isManual() && held.or(() -> course.refusal(change)).isEmpty()) {
          tasks.open(journal, change);
          continue;
        }
        Ended ended =
            execution.carryOut(
                journal,
                change,
                plan.precondition(change),
                course.version(change),
                earlier.open().get(change.id()),
                () -> held.or(() -> course.refusal(change)));
        course.learn(change, ended);
        failpoint.around(Step.OUTCOME, () -> journal.append(outcome(journal, change, ended)));
        if (ended.state() != Outcome.State.CANCELLED) {
          failpoint.at(Step.OBSERVE, false);
          observer.observe(journal, change);
          failpoint.at(Step.OBSERVE, true);
        }
      }
    } catch (EvidenceBroken broken) {
      journal.show(now -> now.halted("Halted, nothing further was sent. " + broken.getMessage()));
    } catch (StaleEpoch fenced) {
      journal.leave("Left to another engine. " + fenced.getMessage());
    }
  }

  /// The outcome of a change as evidence.
  static RunEvidence outcome(Journal journal, PlannedChange change, Ended ended) {
    return new Outcome(
        journal.run().id(),
        change.id(),
        ended.state(),
        ended.status(),
        ended.version(),
        ended.detail(),
        ended.tookMillis(),
        ended.windowMillis(),
        ended.loss().toJson(),
        journal.epoch());
  }

  /// What the outcomes so far mean for the changes that follow.
  private static final class Course {
    private final Halts halts = new Halts();
    private final Canary canary;
    private final Conflicts conflicts;
    private final Map<NodeKey, String> versions = new HashMap<>();

    Course(Guardrails guardrails) {
      canary = new Canary(guardrails.canary());
      conflicts = new Conflicts(guardrails.breaker());
    }

    void learn(Interrupted.Settled settled) {
      Outcome outcome = settled.outcome();
      halts.learn(settled.change(), outcome);
      learn(settled.change(), outcome.state(), outcome.detail(), outcome.etagAfter());
    }

    void learn(PlannedChange change, Ended ended) {
      halts.learn(change, ended);
      learn(change, ended.state(), ended.detail(), ended.version());
    }

    private void learn(
        PlannedChange change, Outcome.State state, String detail, @Nullable String version) {
      canary.learn(change, state, detail);
      conflicts.learn(state);
      if (state == Outcome.State.VERIFIED && version != null) {
        versions.put(change.resource(), version);
      }
    }

    /// What our own last change of the same resource left behind.
    @Nullable String version(PlannedChange change) {
      return versions.get(change.resource());
    }

    Optional<String> refusal(PlannedChange change) {
      return halts.reason(change).or(canary::refusal).or(conflicts::refusal);
    }
  }
}
