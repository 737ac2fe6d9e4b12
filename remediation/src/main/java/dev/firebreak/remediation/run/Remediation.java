package dev.firebreak.remediation.run;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.Evidence.Outcome;
import dev.firebreak.remediation.evidence.EvidenceBroken;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.plan.ChangeSet;
import dev.firebreak.remediation.plan.Freezer;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Proposal;
import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.plan.RemediationRefused.Reason;
import dev.firebreak.remediation.plan.Sources;
import dev.firebreak.remediation.write.Sender;
import dev.firebreak.remediation.write.WriteStrategy;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The engine: from a proposal to proof, one run at a time. Safe for use by several threads.
///
/// A call that is refused throws [RemediationRefused] and has sent nothing. What becomes of the
/// single changes of a run are values, in the [Run].
public final class Remediation {

  private final EvidenceLog evidence;
  private final RunStore store;
  private final Guardrails guardrails;
  private final Clock clock;
  private final RunListener listener;
  private final Freezer freezer;
  private final Rehearsal rehearsal;
  private final Execution execution;
  private final Observer observer;
  private final ManualTasks tasks;
  private final Recovery recovery;
  private final ReentrantLock running = new ReentrantLock();
  private final ReentrantLock planning = new ReentrantLock();
  private volatile @Nullable Journal active;
  private volatile boolean stopping;

  /// @param waiter lets time pass between tries, [Waiter#REAL] outside of tests
  public Remediation(
      EvidenceLog evidence,
      Sources sources,
      Reharvest reharvest,
      RunStore store,
      Guardrails guardrails,
      Clock clock,
      Waiter waiter,
      RunListener listener) {
    this.evidence = evidence;
    this.store = store;
    this.guardrails = guardrails;
    this.clock = clock;
    this.listener = listener;
    WriteStrategy writes = new WriteStrategy(sources);
    Sender sender = new Sender(sources);
    this.freezer = new Freezer(sources, writes, clock);
    Inspection inspection = new Inspection(sources, guardrails);
    this.rehearsal = new Rehearsal(inspection, writes, sender);
    this.execution =
        new Execution(
            sender, writes, inspection, new ReadBack(sources, waiter), clock, waiter);
    this.observer = new Observer(reharvest, sources);
    this.tasks = new ManualTasks(sources, inspection, writes, observer);
    this.recovery = new Recovery(evidence, sources, observer);
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
    refuse(Reason.GUARDRAIL, guardrails.overBudget(wanted.changes().size()));
    planning.lock();
    try {
      requireEvidence();
      RemediationPlan plan = freezer.freeze("R-" + (evidence.size() + 1), wanted, by);
      Journal journal = journal(Run.of(plan));
      append(journal, new Evidence.PlanFrozen(plan.id(), plan.hash(), by, plan.content()));
      return journal.run();
    } finally {
      planning.unlock();
    }
  }

  /// Does everything that a run would do up to the first intent, and sends nothing.
  ///
  /// @throws RemediationRefused NO_SUCH_PLAN, ALTERED, USED, EXPIRED or GUARDRAIL
  public DryRun dryRun(String runId, String by) {
    planning.lock();
    try {
      Run run = startable(runId);
      DryRun dryRun = new DryRun(run.plan().hash(), clock.instant(), by, rehearsal.of(run.plan()));
      Journal journal = journal(run);
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
    planning.lock();
    try {
      requireEvidence();
      Run run = startable(runId);
      if (!run.plan().hash().equals(planHash)) {
        throw altered(runId, "what was shown for approval is not what was frozen");
      }
      if (run.approval() != null) {
        throw refused(
            Reason.OUT_OF_ORDER,
            "Plan %s is approved already, by %s.".formatted(runId, run.approval().by()));
      }
      refuse(Reason.NOT_ALLOWED, guardrails.mayNotApprove(run.plan(), by));
      requireGoodDryRun(run);
      Journal journal = journal(run);
      append(journal, new Evidence.Approval(runId, planHash, by, note));
      return journal.run();
    } finally {
      planning.unlock();
    }
  }

  /// Carries out an approved plan on this thread and returns when every change has its outcome.
  ///
  /// @param by who starts it
  /// @throws RemediationRefused NO_SUCH_PLAN, ALTERED, USED, EXPIRED, OUT_OF_ORDER, NOT_ALLOWED,
  ///   GUARDRAIL, BUSY or NO_EVIDENCE; nothing was sent then, and no request was made
  public Run commit(String runId, String by) {
    if (!running.tryLock()) {
      throw refused(
          Reason.BUSY, "Another run is under way. Start %s when it has ended.".formatted(runId));
    }
    try {
      requireEvidence();
      Run run = startable(runId);
      if (run.approval() == null) {
        throw refused(Reason.OUT_OF_ORDER, "Plan %s is not approved.".formatted(runId));
      }
      refuse(Reason.NOT_ALLOWED, guardrails.mayNotApprove(run.plan(), run.approval().by()));
      Journal journal = journal(run);
      stopping = false;
      append(journal, new Evidence.RunStarted(runId, run.plan().hash(), by));
      active = journal;
      carryOut(journal);
      return journal.run();
    } finally {
      active = null;
      running.unlock();
    }
  }

  /// Writes down that somebody made the change of a task, and looks whether its source shows it.
  ///
  /// @param changeId the change
  /// @param doneAt when it was made, by their word
  /// @param reference where it is written down, such as the number of a ticket
  /// @throws RemediationRefused NO_SUCH_PLAN, OUT_OF_ORDER, BUSY or NO_EVIDENCE
  public Run taskDone(String runId, String changeId, String by, Instant doneAt, String reference) {
    return withTasks(
        runId,
        journal -> tasks.done(journal, changeId, by, doneAt, reference, clock.instant()));
  }

  /// Looks whether the sources show the tasks of a run done by now. Those that they do not show stay
  /// as they are.
  ///
  /// @throws RemediationRefused NO_SUCH_PLAN, BUSY or NO_EVIDENCE
  public Run checkTasks(String runId) {
    return withTasks(runId, tasks::check);
  }

  private Run withTasks(String runId, Consumer<Journal> work) {
    if (!running.tryLock()) {
      throw refused(
          Reason.BUSY, "A run is under way. Try the tasks of %s again when it has ended.".formatted(runId));
    }
    try {
      requireEvidence();
      Journal journal =
          journal(
              load(runId)
                  .orElseThrow(() ->
                      refused(Reason.NO_SUCH_PLAN, "There is no plan %s.".formatted(runId))));
      work.accept(journal);
      return journal.run();
    } catch (EvidenceBroken broken) {
      throw refused(Reason.NO_EVIDENCE, String.valueOf(broken.getMessage()));
    } finally {
      running.unlock();
    }
  }

  /// Lets the run that is under way send nothing further. The change that is being made is brought
  /// to its end.
  public void stop() {
    stopping = true;
  }

  /// Settles every run that a crash interrupted; nothing is sent. To be called once, at start.
  ///
  /// @return the runs that were open
  /// @throws RemediationRefused BUSY or NO_EVIDENCE
  public List<Run> recover() {
    if (!running.tryLock()) {
      throw refused(Reason.BUSY, "A run is under way; recovery is for the start.");
    }
    try {
      List<Run> settled = new ArrayList<>();
      for (Run run : RunHistory.all(evidence)) {
        if (run.started() != null && !run.isSettled() && !run.isWithPeople()) {
          requireEvidence();
          Journal journal = journal(run);
          recovery.settle(journal);
          settled.add(journal.run());
        }
      }
      return settled;
    } catch (EvidenceBroken | UncheckedIOException unusable) {
      throw refused(Reason.NO_EVIDENCE, String.valueOf(unusable.getMessage()));
    } finally {
      running.unlock();
    }
  }

  /// Makes the copy of every run in the graph again, from the evidence.
  ///
  /// @return how many there are
  public int rebuild() {
    var runs = RunHistory.all(evidence);
    runs.forEach(store::save);
    return runs.size();
  }

  /// A run as it is now, the one under way included.
  ///
  /// @throws RemediationRefused ALTERED, if the copy in the graph is not what was frozen
  public Optional<Run> run(String runId) {
    Journal journal = active;
    return journal != null && journal.run().id().equals(runId)
        ? Optional.of(journal.run())
        : load(runId);
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

  private void carryOut(Journal journal) {
    Halts halts = new Halts();
    Map<NodeKey, String> versions = new HashMap<>();
    RemediationPlan plan = journal.run().plan();
    try {
      for (PlannedChange change : plan.changes()) {
        Optional<String> cancelled =
            stopping ? Optional.of("The run was stopped.") : halts.reason(change);
        if (cancelled.isEmpty() && plan.write(change).isManual()) {
          tasks.open(journal, change);
          continue;
        }
        Execution.Ended ended =
            cancelled.isPresent()
                ? Execution.Ended.before(
                    Outcome.State.CANCELLED, cancelled.get(), Execution.Halt.NOTHING)
                : execution.carryOut(
                    journal, change, plan.precondition(change), versions.get(change.resource()));
        halts.learn(change, ended);
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

  /// A run that has not begun, is not too old and not too large.
  private Run startable(String runId) {
    Run run =
        load(runId)
            .orElseThrow(
                () -> refused(Reason.NO_SUCH_PLAN, "There is no plan %s.".formatted(runId)));
    if (run.started() != null) {
      throw refused(
          Reason.USED,
          "Plan %s had its run, started by %s. Plan again.".formatted(runId, run.started().by()));
    }
    if (run.isExpired(clock.instant())) {
      throw refused(
          Reason.EXPIRED,
          "Plan %s was frozen at %s and could be started until %s. Plan again."
              .formatted(runId, run.plan().frozenAt(), run.plan().expiresAt()));
    }
    refuse(Reason.GUARDRAIL, guardrails.overBudget(run.plan().changes().size()));
    return run;
  }

  /// The run by the evidence, with the dry run that the graph keeps of it.
  private Optional<Run> load(String runId) {
    Optional<Run> written = written(runId);
    Optional<Run> copy = store.find(runId);
    if (written.isPresent()
        && copy.isPresent()
        && !written.get().plan().hash().equals(copy.get().plan().hash())) {
      throw altered(runId, "its copy in the graph is not what the evidence says was frozen");
    }
    return written.map(run -> run.withDryRun(copy.map(Run::dryRun).orElse(null)));
  }

  private Optional<Run> written(String runId) {
    try {
      return RunHistory.of(evidence, runId);
    } catch (EvidenceBroken | UncheckedIOException unreadable) {
      throw refused(
          Reason.NO_EVIDENCE,
          "The evidence of plan %s cannot be read, so nothing is done: %s"
              .formatted(runId, unreadable.getMessage()));
    }
  }

  private static void requireGoodDryRun(Run run) {
    DryRun dryRun = run.dryRun();
    if (dryRun == null || !dryRun.planHash().equals(run.plan().hash())) {
      throw refused(Reason.OUT_OF_ORDER, "Plan %s had no dry run yet.".formatted(run.id()));
    }
    List<String> refused =
        dryRun.items().stream()
            .filter(item -> item.verdict() == DryRun.Verdict.REFUSED)
            .map(item -> item.sentence() + ": " + item.detail())
            .toList();
    if (!refused.isEmpty()) {
      throw refused(
          Reason.GUARDRAIL,
          "Plan %s cannot be carried out as it is. %s"
              .formatted(run.id(), String.join(" ", refused)));
    }
    if (!dryRun.hasWork()) {
      throw refused(
          Reason.NOTHING_TO_DO,
          "By the dry run of plan %s nothing would be sent. Plan again.".formatted(run.id()));
    }
  }

  private Journal journal(Run run) {
    return new Journal(evidence, store, listener, run);
  }

  private static void append(Journal journal, Evidence piece) {
    try {
      journal.append(piece);
    } catch (EvidenceBroken broken) {
      throw new RemediationRefused(Reason.NO_EVIDENCE, String.valueOf(broken.getMessage()));
    }
  }

  private void requireEvidence() {
    refuse(Reason.NO_EVIDENCE, isOff());
  }

  private static void refuse(Reason reason, Optional<String> why) {
    if (why.isPresent()) {
      throw new RemediationRefused(reason, why.get());
    }
  }

  private static RemediationRefused altered(String runId, String how) {
    return refused(
        Reason.ALTERED,
        "Plan %s was altered: %s. Nothing was sent. Plan again.".formatted(runId, how));
  }

  private static RemediationRefused refused(Reason reason, String message) {
    return new RemediationRefused(reason, message);
  }
}
