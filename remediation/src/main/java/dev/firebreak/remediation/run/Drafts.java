package dev.firebreak.remediation.run;

import dev.firebreak.analytics.slice.Exhibit;
import dev.firebreak.analytics.slice.FindingSlice;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.Link;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.plan.ChangeSet;
import dev.firebreak.remediation.plan.Freezer;
import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.plan.RemediationRefused.Reason;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/// Plans before their run: frozen, tried, approved, withdrawn; one step of one plan at a time.
final class Drafts {

  private final EvidenceLog evidence;
  private final Runs runs;
  private final Guardrails guardrails;
  private final PlanGuards guards;
  private final Freezer freezer;
  private final Rehearsal rehearsal;
  private final Function<Run, Journal> journals;
  private final Clock clock;
  private final ReentrantLock planning = new ReentrantLock();

  /// @param journals writes a run down
  Drafts(
      EvidenceLog evidence,
      Runs runs,
      Guardrails guardrails,
      PlanGuards guards,
      Freezer freezer,
      Rehearsal rehearsal,
      Function<Run, Journal> journals,
      Clock clock) {
    this.evidence = evidence;
    this.runs = runs;
    this.guardrails = guardrails;
    this.guards = guards;
    this.freezer = freezer;
    this.rehearsal = rehearsal;
    this.journals = journals;
    this.clock = clock;
  }

  /// See [Remediation#propose].
  Run propose(ChangeSet wanted, List<Exhibit> shown, String by) {
    Turn.refuse(Reason.GUARDRAIL, guardrails.budget().overRun(wanted.changes().size()));
    return alone(() -> {
      requireEvidence();
      guarded(() -> guards.refusal(wanted.changes()));
      RemediationPlan plan = freezer.freeze("R-" + (evidence.size() + 1), wanted, by);
      guarded(() -> guards.overGroup(plan));
      Journal journal = journals.apply(Run.of(plan));
      append(journal, new RunEvidence.PlanFrozen(plan.id(), plan.hash(), by, plan.content()));
      shown.forEach(exhibit -> append(journal, shown(plan, exhibit)));
      return journal.run();
    });
  }

  /// See [Remediation#dryRun].
  DryRun dryRun(String runId, String by) {
    return alone(() -> {
      Run run = startable(runId);
      DryRun tried = new DryRun(run.plan().hash(), clock.instant(), by, rehearsal.of(run.plan()));
      Journal journal = journals.apply(run);
      DryRun dryRun =
          off().isPresent() ? tried : tried.at(append(journal, tried.evidence(runId)).at());
      journal.show(now -> now.withDryRun(dryRun));
      return dryRun;
    });
  }

  /// Approves a plan, after asking whether that may be.
  ///
  /// @param approval throws if it may not be
  Run approved(String runId, String planHash, Function<Run, RunEvidence.Approval> approval) {
    return alone(() -> {
      requireEvidence();
      Run run = startable(runId);
      if (!run.plan().hash().equals(planHash)) {
        throw Runs.altered(runId, "what was shown for approval is not what was frozen");
      }
      RunEvidence.Approval word = approval.apply(run);
      Rehearsal.requireGood(run);
      Rehearsal.requireAllowed(runId, rehearsal.of(run.plan()));
      Journal journal = journals.apply(run);
      append(journal, word);
      return journal.run();
    });
  }

  /// See [Remediation#withdraw].
  Run withdraw(String runId, String by, String reason) {
    return alone(() -> {
      requireEvidence();
      Run run = runs.startable(runId, clock.instant());
      if (reason.isBlank()) {
        throw new RemediationRefused(
            Reason.OUT_OF_ORDER,
            "Say why plan %s is withdrawn; an auditor will read it.".formatted(runId));
      }
      Journal journal = journals.apply(run);
      append(journal, new RunEvidence.PlanWithdrawn(runId, run.plan().hash(), by, reason.strip()));
      return journal.run();
    });
  }

  /// Takes a step of a plan while no other is taken, such as its start.
  <T> T alone(Supplier<T> step) {
    planning.lock();
    try {
      return step.get();
    } finally {
      planning.unlock();
    }
  }

  /// A run that has not begun, is not too old and not too large.
  ///
  /// @throws RemediationRefused NO_SUCH_PLAN, ALTERED, USED, EXPIRED, GUARDRAIL or NO_EVIDENCE
  Run startable(String runId) {
    Run run = runs.startable(runId, clock.instant());
    guarded(() -> guards.refusal(run.plan().changes()));
    return run;
  }

  /// @throws RemediationRefused NO_EVIDENCE, if nothing can be written down
  void requireEvidence() {
    Turn.refuse(Reason.NO_EVIDENCE, off());
  }

  /// Why nothing can be written down, if so.
  Optional<String> off() {
    return evidence.refusal().map(broken -> String.valueOf(broken.getMessage()));
  }

  /// Writes a piece of evidence.
  ///
  /// @throws RemediationRefused NO_EVIDENCE
  static Link append(Journal journal, RunEvidence piece) {
    return Turn.written(() -> journal.append(piece));
  }

  /// Asks what the evidence is read for.
  private static void guarded(Supplier<Optional<String>> why) {
    Turn.refuse(Reason.GUARDRAIL, Turn.written(why));
  }

  private static RunEvidence shown(RemediationPlan plan, Exhibit exhibit) {
    FindingSlice slice = exhibit.slice();
    return new RunEvidence.FindingShown(
        plan.id(),
        plan.hash(),
        exhibit.finding().id(),
        exhibit.findingJson(),
        slice == null ? null : slice.json(),
        exhibit.missing());
  }
}
