package dev.firebreak.remediation.run;

import dev.firebreak.analytics.slice.Exhibit;
import dev.firebreak.remediation.evidence.EvidenceLog;
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
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The engine: from a proposal to proof, one run at a time. Safe for use by several threads.
///
/// A call that is refused throws [RemediationRefused] and has sent nothing. What becomes of the
/// single changes of a run are values, in the [Run].
public final class Remediation {

  private final EvidenceLog evidence;
  private final RunStore store;
  private final Runs runs;
  private final Clock clock;
  private final RunListener listener;
  private final Drafts drafts;
  private final Signatures signatures;
  private final Gate gate;
  private final Ledger ledger;
  private final Fence fence;
  private final RunLoop loop;
  private final Tasks tasks;
  private final Turn turn = new Turn();

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
    this.clock = clock;
    this.listener = listener;
    WriteStrategy writes = new WriteStrategy(sources);
    Sender sender = new Sender(sources);
    this.fence = fence;
    this.signatures = new Signatures(guardrails, surroundings);
    this.ledger = new Ledger(evidence, guardrails.breaker());
    this.gate = new Gate(evidence, ledger, guardrails, fence, clock, waiter);
    Target target = new SourceTarget(sources, sender);
    Inspection inspection =
        new Inspection(sources, target, guardrails, surroundings, ledger, clock);
    this.drafts =
        new Drafts(
            evidence,
            runs,
            guardrails,
            new PlanGuards(guardrails, surroundings, ledger, clock),
            new Freezer(sources, writes, clock),
            new Rehearsal(inspection, writes, sender),
            this::journal,
            clock);
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
    return drafts.propose(wanted, shown, by);
  }

  /// Does everything that a run would do up to the first intent, and sends nothing.
  ///
  /// @throws RemediationRefused NO_SUCH_PLAN, ALTERED, USED, EXPIRED, GUARDRAIL or NO_EVIDENCE
  public DryRun dryRun(String runId, String by) {
    return drafts.dryRun(runId, by);
  }

  /// Approves exactly the plan with this hash.
  ///
  /// @param planHash the hash that the approver was shown
  /// @throws RemediationRefused NO_SUCH_PLAN, ALTERED, USED, EXPIRED, OUT_OF_ORDER, NOT_ALLOWED,
  ///   GUARDRAIL, NOTHING_TO_DO or NO_EVIDENCE
  public Run approve(String runId, String planHash, String by, @Nullable String note) {
    return drafts.approved(
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
    return drafts.approved(
        runId,
        planHash,
        run -> {
          signatures.requireOwn(run, actor);
          return new RunEvidence.Approval(runId, planHash, actor, words, 1);
        });
  }

  /// Takes back a plan that was not started: it is not carried out any more.
  ///
  /// @param reason why, for an auditor
  /// @throws RemediationRefused NO_SUCH_PLAN, ALTERED, USED, EXPIRED, OUT_OF_ORDER without a
  ///   reason, or NO_EVIDENCE
  public Run withdraw(String runId, String by, String reason) {
    return drafts.withdraw(runId, by, reason);
  }

  /// The undo plans of a run, oldest first, whatever became of them.
  ///
  /// @throws RemediationRefused NO_EVIDENCE
  public List<Run> undos(String runId) {
    return Turn.written(() -> ledger.undos(runId)).stream()
        .flatMap(id -> run(id).stream())
        .toList();
  }

  /// Carries out an approved plan on this thread and returns when every change has its outcome.
  ///
  /// @param by who starts it
  /// @throws RemediationRefused NO_SUCH_PLAN, ALTERED, USED, EXPIRED, OUT_OF_ORDER, NOT_ALLOWED,
  ///   GUARDRAIL, BUSY (another run, or another engine) or NO_EVIDENCE; nothing was sent then, and
  ///   no request was made
  public Run commit(String runId, String by) {
    return turn.alone(
        "Start %s when that has ended.".formatted(runId),
        () -> {
          Journal journal = drafts.alone(() -> begun(runId, by));
          loop.carryOut(turn.of(journal), Interrupted.NOT, Optional.empty());
          return journal.run();
        });
  }

  /// A run whose start is written down.
  private Journal begun(String runId, String by) {
    Journal journal = journal(requireStartable(runId));
    gate.runs();
    Drafts.append(journal, new RunEvidence.RunStarted(runId, journal.run().plan().hash(), by));
    return journal;
  }

  /// The changes that people make.
  public Tasks tasks() {
    return tasks;
  }

  private Run onTasks(String runId, Consumer<Journal> work) {
    return turn.alone(
        "Try the tasks of %s again when that has ended.".formatted(runId),
        () -> {
          drafts.requireEvidence();
          Turn.refuse(Reason.BUSY, fence.refusal());
          Journal journal = journal(runs.require(runId));
          work.accept(journal);
          return journal.run();
        });
  }

  /// Which run is under way, and how far.
  public String busy() {
    return turn.busy();
  }

  /// Asks all that [#commit] asks before it begins, and makes no request.
  ///
  /// @throws RemediationRefused as [#commit]
  public Run requireStartable(String runId) {
    drafts.requireEvidence();
    Turn.refuse(Reason.BUSY, fence.refusal());
    Run run = drafts.startable(runId);
    signatures.requireApproved(run);
    Turn.refuse(Reason.GUARDRAIL, mayNotSend());
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
    return Turn.written(() -> gate.pause(by, reason));
  }

  /// Lets things be sent again.
  ///
  /// @throws RemediationRefused OUT_OF_ORDER, if it is not paused; NO_EVIDENCE
  public void resume(String by, String reason) {
    if (paused().isEmpty()) {
      throw refused(Reason.OUT_OF_ORDER, "Remediation is not paused.");
    }
    Turn.written(() -> {
      gate.resume(by, reason);
      return reason;
    });
  }

  /// Who stopped everything, if somebody did.
  public Optional<Pause> paused() {
    return Turn.written(gate::paused);
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
    return turn.alone(
        "Recovery is for the start.",
        () -> {
          List<Run> ended = new ArrayList<>();
          for (Run run : RunHistory.all(evidence)) {
            if (run.started() != null && !run.isSettled() && !run.isWithPeople()) {
              drafts.requireEvidence();
              Turn.refuse(Reason.BUSY, fence.refusal());
              Journal journal = journal(run);
              loop.carryOut(
                  turn.of(journal),
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
    return turn.underWay().filter(run -> run.id().equals(runId)).or(() -> runs.find(runId));
  }

  /// The run that is under way.
  public Optional<Run> underWay() {
    return turn.underWay();
  }

  /// Why nothing can be changed at all, if so.
  public Optional<String> isOff() {
    return drafts.off();
  }

  private Journal journal(Run run) {
    return new Journal(evidence::append, store::save, listener, fence.epoch(), run);
  }

  private static RemediationRefused refused(Reason reason, String message) {
    return new RemediationRefused(reason, message);
  }
}
