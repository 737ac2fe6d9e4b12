package dev.firebreak.remediation.run;

import dev.firebreak.analytics.slice.Exhibit;
import dev.firebreak.analytics.slice.FindingSlice;
import dev.firebreak.remediation.evidence.EvidenceBroken;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.Link;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.plan.ChangeSet;
import dev.firebreak.remediation.plan.Freezer;
import dev.firebreak.remediation.plan.Proposal;
import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.plan.RemediationRefused.Reason;
import dev.firebreak.remediation.plan.Sources;
import dev.firebreak.remediation.write.Sender;
import dev.firebreak.remediation.write.WriteStrategy;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The engine: from a proposal to proof, one run at a time. Safe for use by several threads.
///
/// A call that is refused throws [RemediationRefused] and has sent nothing. What becomes of the
/// single changes of a run are values, in the [Run].
public final class Remediation {

  private final EvidenceLog evidence;
  private final RunStore store;
  private final Runs runs;
  private final Guardrails guardrails;
  private final Clock clock;
  private final RunListener listener;
  private final Freezer freezer;
  private final Signatures signatures;
  private final PlanGuards guards;
  private final Gate gate;
  private final Rehearsal rehearsal;
  private final Fence fence;
  private final RunLoop loop;
  private final Tasks tasks;
  private final ReentrantLock running = new ReentrantLock();
  private final ReentrantLock planning = new ReentrantLock();
  private volatile @Nullable Journal active;

  /// @param surroundings what the last harvests say of what the guardrails ask
  /// @param waiter lets time pass between tries, [Waiter#REAL] outside of tests
  /// @param fence whether this engine is the one that may send
  public Remediation(
      EvidenceLog evidence,
      Sources sources,
      Reharvest reharvest,
      RunStore store,
      Guardrails guardrails,
      Surroundings surroundings,
      Clock clock,
      Waiter waiter,
      RunListener listener,
      Pace pace,
      Fence fence) {
    this(
        evidence,
        sources,
        reharvest,
        store,
        guardrails,
        surroundings,
        clock,
        waiter,
        listener,
        pace,
        fence,
        Failpoint.NONE);
  }

  Remediation(
      EvidenceLog evidence,
      Sources sources,
      Reharvest reharvest,
      RunStore store,
      Guardrails guardrails,
      Surroundings surroundings,
      Clock clock,
      Waiter waiter,
      RunListener listener,
      Pace pace,
      Fence fence,
      Failpoint failpoint) {
    this.evidence = evidence;
    this.store = store;
    this.runs = new Runs(evidence, store);
    this.guardrails = guardrails;
    this.clock = clock;
    this.listener = listener;
    WriteStrategy writes = new WriteStrategy(sources);
    Sender sender = new Sender(sources);
    this.freezer = new Freezer(sources, writes, clock);
    this.fence = fence;
    this.signatures = new Signatures(guardrails, surroundings);
    Ledger ledger = new Ledger(evidence, guardrails.breaker());
    this.guards = new PlanGuards(guardrails, surroundings, ledger, clock);
    this.gate = new Gate(evidence, ledger, guardrails, fence, clock, waiter);
    Target target = new SourceTarget(sources, sender);
    Inspection inspection =
        new Inspection(sources, target, guardrails, surroundings, ledger, clock);
    this.rehearsal = new Rehearsal(inspection, writes, sender);
    Observer observer = new Observer(reharvest, sources);
    ManualTasks manual = new ManualTasks(evidence, sources, inspection, writes, observer);
    this.tasks = new Tasks(manual, this::onTasks, runs::waiting, clock);
    this.loop =
        new RunLoop(
            new Execution(
                target, writes, sender, inspection, gate, ledger, clock, waiter, pace, failpoint),
            observer,
            manual,
            guardrails,
            failpoint);
  }

  /// Reads everything that a proposal touches, freezes a plan over it and writes it down.
  ///
  /// @param by who asks for it
  /// @throws RemediationRefused NOTHING_TO_DO, UNREADABLE, GUARDRAIL or NO_EVIDENCE
  public Run propose(Proposal proposal, String by) {
    return propose(ChangeSet.of(proposal), by);
  }

  /// The same, for changes that were found for something else than one finding.
  public Run propose(ChangeSet wanted, String by) {
    return propose(wanted, List.of(), by);
  }

  /// The same, with the findings that the proposer was shown.
  public Run propose(ChangeSet wanted, List<Exhibit> shown, String by) {
    refuse(Reason.GUARDRAIL, guardrails.budget().overRun(wanted.changes().size()));
    planning.lock();
    try {
      requireEvidence();
      guarded(() -> guards.refusal(wanted.changes()));
      RemediationPlan plan = freezer.freeze("R-" + (evidence.size() + 1), wanted, by);
      guarded(() -> guards.overGroup(plan));
      Journal journal = journal(Run.of(plan));
      append(journal, new RunEvidence.PlanFrozen(plan.id(), plan.hash(), by, plan.content()));
      shown.forEach(exhibit -> append(journal, shown(plan, exhibit)));
      return journal.run();
    } finally {
      planning.unlock();
    }
  }

  /// Does everything that a run would do up to the first intent, and sends nothing.
  ///
  /// @throws RemediationRefused NO_SUCH_PLAN, ALTERED, USED, EXPIRED, GUARDRAIL or NO_EVIDENCE
  public DryRun dryRun(String runId, String by) {
    planning.lock();
    try {
      Run run = startable(runId);
      DryRun tried = new DryRun(run.plan().hash(), clock.instant(), by, rehearsal.of(run.plan()));
      Journal journal = journal(run);
      DryRun dryRun =
          isOff().isPresent() ? tried : tried.at(append(journal, tried.evidence(runId)).at());
      journal.show(now -> now.withDryRun(dryRun));
      return dryRun;
    } finally {
      planning.unlock();
    }
  }

  /// Approves exactly the plan with this hash.
  ///
  /// @param planHash the hash that the approver was shown
  /// @throws RemediationRefused NO_SUCH_PLAN, ALTERED, USED, EXPIRED, OUT_OF_ORDER, NOT_ALLOWED,
  ///   GUARDRAIL, NOTHING_TO_DO or NO_EVIDENCE
  public Run approve(String runId, String planHash, String by, @Nullable String note) {
    return approved(
        runId,
        planHash,
        run -> {
          signatures.requireMayApprove(run, by);
          return new RunEvidence.Approval(
              runId, planHash, by, note, signatures.needed(run.plan()).approvals());
        });
  }

  /// Approves a plan that a policy proposed, on the word of those who approved the policy.
  ///
  /// @param actor the name under which the policy proposes
  /// @param words who approved the policy
  /// @throws RemediationRefused as [#approve]
  public Run approveUnder(String runId, String planHash, String actor, String words) {
    return approved(
        runId,
        planHash,
        run -> {
          signatures.requireOwn(run, actor);
          return new RunEvidence.Approval(runId, planHash, actor, words, 1);
        });
  }

  private Run approved(
      String runId, String planHash, Function<Run, RunEvidence.Approval> approval) {
    planning.lock();
    try {
      requireEvidence();
      Run run = startable(runId);
      if (!run.plan().hash().equals(planHash)) {
        throw Runs.altered(runId, "what was shown for approval is not what was frozen");
      }
      RunEvidence.Approval word = approval.apply(run);
      Rehearsal.requireGood(run);
      Rehearsal.requireAllowed(runId, rehearsal.of(run.plan()));
      Journal journal = journal(run);
      append(journal, word);
      return journal.run();
    } finally {
      planning.unlock();
    }
  }

  /// Carries out an approved plan on this thread and returns when every change has its outcome.
  ///
  /// @param by who starts it
  /// @throws RemediationRefused NO_SUCH_PLAN, ALTERED, USED, EXPIRED, OUT_OF_ORDER, NOT_ALLOWED,
  ///   GUARDRAIL, BUSY (another run, or another engine) or NO_EVIDENCE; nothing was sent then, and
  ///   no request was made
  public Run commit(String runId, String by) {
    return alone(
        "Another run is under way. Start %s when it has ended.".formatted(runId),
        () -> {
          Journal journal = journal(requireStartable(runId));
          gate.runs();
          append(journal, new RunEvidence.RunStarted(runId, journal.run().plan().hash(), by));
          active = journal;
          loop.carryOut(journal, Interrupted.NOT, Optional.empty());
          return journal.run();
        });
  }

  /// The changes that people make.
  public Tasks tasks() {
    return tasks;
  }

  private Run onTasks(String runId, Consumer<Journal> work) {
    return alone(
        "A run is under way. Try the tasks of %s again when it has ended.".formatted(runId),
        () -> {
          requireEvidence();
          refuse(Reason.BUSY, fence.refusal());
          Journal journal = journal(runs.require(runId));
          work.accept(journal);
          return journal.run();
        });
  }

  private <T> T alone(String otherwise, Supplier<T> work) {
    if (!running.tryLock()) {
      throw refused(Reason.BUSY, otherwise);
    }
    try {
      return written(work);
    } finally {
      active = null;
      running.unlock();
    }
  }

  /// Asks all that [#commit] asks before it begins, and makes no request.
  ///
  /// @throws RemediationRefused as [#commit]
  public Run requireStartable(String runId) {
    requireEvidence();
    refuse(Reason.BUSY, fence.refusal());
    Run run = startable(runId);
    signatures.requireApproved(run);
    refuse(Reason.GUARDRAIL, mayNotSend());
    return run;
  }

  /// Lets the run that is under way send nothing further. The change that is being made is brought
  /// to its end.
  public void stop() {
    gate.stop();
  }

  /// Lets nothing at all be sent any more, in this life or the next, until somebody resumes it. A
  /// request that is under way is read back; what of its run is left is cancelled.
  ///
  /// @throws RemediationRefused NO_EVIDENCE, if it cannot be written down; nothing is sent then
  ///   either
  public Pause pause(String by, String reason) {
    return written(() -> gate.pause(by, reason));
  }

  /// Lets things be sent again.
  ///
  /// @throws RemediationRefused OUT_OF_ORDER, if it is not paused; NO_EVIDENCE
  public void resume(String by, String reason) {
    if (paused().isEmpty()) {
      throw refused(Reason.OUT_OF_ORDER, "Remediation is not paused.");
    }
    written(() -> {
      gate.resume(by, reason);
      return reason;
    });
  }

  /// Who stopped everything, if somebody did.
  public Optional<Pause> paused() {
    return written(gate::paused);
  }

  /// Why nothing may be sent at this moment, whatever is approved: it is paused, or outside of the
  /// change window.
  public Optional<String> mayNotSend() {
    return paused().map(Pause::sentence).or(gate::outsideOfWindow);
  }

  /// How many distinct persons must approve a plan, and why more than one.
  public ApprovalRules.Needed approvalsNeeded(RemediationPlan plan) {
    return signatures.needed(plan);
  }

  /// Brings every run that a crash interrupted to its end. What may have been sent is read first;
  /// then the run goes on, if it is still approved and not too old.
  ///
  /// @param held why nothing may be sent, if so: what is left is cancelled then
  /// @return the runs that were open
  /// @throws RemediationRefused BUSY or NO_EVIDENCE
  public List<Run> recover(Optional<String> held) {
    return recover(held, _ -> Optional.empty());
  }

  /// The same, where a run may have lost what it was begun on.
  ///
  /// @param stopped why a run is not to go on, if so: what is left of it is cancelled then
  /// @throws RemediationRefused BUSY or NO_EVIDENCE
  public List<Run> recover(Optional<String> held, Function<Run, Optional<String>> stopped) {
    return alone(
        "A run is under way; recovery is for the start.",
        () -> {
          List<Run> ended = new ArrayList<>();
          for (Run run : RunHistory.all(evidence)) {
            if (run.started() != null && !run.isSettled() && !run.isWithPeople()) {
              requireEvidence();
              refuse(Reason.BUSY, fence.refusal());
              Journal journal = journal(run);
              active = journal;
              loop.carryOut(
                  journal,
                  Interrupted.of(
                      run,
                      evidence.entries(run.id()).stream()
                          .map(each -> new Interrupted.Piece(each.evidence(), each.at()))
                          .toList()),
                  held.or(() -> signatures.mayNotGoOn(run, clock.instant()))
                      .or(() -> stopped.apply(run)));
              ended.add(journal.run());
            }
          }
          return ended;
        });
  }

  /// Makes the copy of every run in the graph again, from the evidence.
  ///
  /// @return how many there are
  public int rebuild() {
    return store.rebuild(evidence);
  }

  /// A run as it is now, the one under way included.
  ///
  /// @throws RemediationRefused ALTERED, if the copy in the graph is not what was frozen
  public Optional<Run> run(String runId) {
    Journal journal = active;
    return journal != null && journal.run().id().equals(runId)
        ? Optional.of(journal.run())
        : runs.find(runId);
  }

  /// The run that is under way.
  public Optional<Run> underWay() {
    Journal journal = active;
    return Optional.ofNullable(journal).map(Journal::run);
  }

  /// Why nothing can be changed at all, if so.
  public Optional<String> isOff() {
    return evidence.refusal().map(broken -> String.valueOf(broken.getMessage()));
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

  /// A run that has not begun, is not too old and not too large.
  private Run startable(String runId) {
    Run run = runs.startable(runId, clock.instant());
    guarded(() -> guards.refusal(run.plan().changes()));
    return run;
  }

  private Journal journal(Run run) {
    return new Journal(evidence::append, store::save, listener, fence.epoch(), run);
  }

  private static Link append(Journal journal, RunEvidence piece) {
    try {
      return journal.append(piece);
    } catch (EvidenceBroken broken) {
      throw new RemediationRefused(Reason.NO_EVIDENCE, String.valueOf(broken.getMessage()));
    }
  }

  private void requireEvidence() {
    refuse(Reason.NO_EVIDENCE, isOff());
  }

  /// Asks what the evidence is read for.
  private static void guarded(Supplier<Optional<String>> why) {
    refuse(Reason.GUARDRAIL, written(why));
  }

  private static <T> T written(Supplier<T> what) {
    try {
      return what.get();
    } catch (EvidenceBroken | UncheckedIOException unusable) {
      throw refused(Reason.NO_EVIDENCE, String.valueOf(unusable.getMessage()));
    }
  }

  private static void refuse(Reason reason, Optional<String> why) {
    if (why.isPresent()) {
      throw new RemediationRefused(reason, why.get());
    }
  }

  private static RemediationRefused refused(Reason reason, String message) {
    return new RemediationRefused(reason, message);
  }
}
