package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.Link;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.SeenEvidence;
import dev.firebreak.remediation.evidence.TaskEvidence;
import dev.firebreak.remediation.plan.RemediationPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One plan and its one run: what the evidence says of it, read in order, and beside that only what
/// is of no consequence, the dry run and the progress of the moment.
///
/// @param dryRun the last dry run, null before there was one
/// @param approvals who approved exactly this plan, each once, in order
/// @param started who started it, null before anybody did
/// @param finishedAt when its last action got its outcome, null before
/// @param items one for each change, in order
/// @param message why it was halted, null where it was not
public record Run(
    RemediationPlan plan,
    RunState state,
    @Nullable DryRun dryRun,
    List<Signed> approvals,
    @Nullable Signed started,
    @Nullable Instant finishedAt,
    List<RunItem> items,
    @Nullable String message) {

  public Run {
    approvals = List.copyOf(approvals);
    items = List.copyOf(items);
  }

  /// A person's word in the evidence.
  ///
  /// @param seq its number there
  public record Signed(String by, Instant at, @Nullable String note, long seq) {}

  /// The name of the plan and of the run.
  public String id() {
    return plan.id();
  }

  /// A run of a plan that was frozen just now.
  static Run of(RemediationPlan plan) {
    return new Run(
        plan,
        RunState.PROPOSED,
        null,
        List.of(),
        null,
        null,
        plan.changes().stream()
            .map(change -> RunItem.queued(change.id(), change.sentence(), change.source()))
            .toList(),
        null);
  }

  /// The run after one more piece of evidence.
  Run after(RunEvidence evidence, Link link) {
    return switch (evidence) {
      case RunEvidence.Approval approval when approval.planHash().equals(plan.hash()) ->
          approvedBy(
              new Signed(approval.by(), link.at(), approval.note(), link.seq()),
              approval.needed() == null ? 1 : approval.needed());
      case RunEvidence.RunStarted start ->
          new Run(
              plan,
              RunState.RUNNING,
              dryRun,
              approvals,
              new Signed(start.by(), link.at(), null, link.seq()),
              finishedAt,
              items,
              message);
      case RunEvidence.Intent intent ->
          withItem(intent.actionId(), item -> item.with(intent, link));
      case RunEvidence.Outcome outcome ->
          withItem(outcome.actionId(), item -> item.with(outcome, link)).settledAt(link.at());
      case TaskEvidence.ManualTaskOpened task ->
          withItem(task.actionId(), item -> item.with(task, link)).settledAt(link.at());
      case TaskEvidence.ManualTaskDone done -> withItem(done.actionId(), item -> item.with(done));
      case SeenEvidence.Observation observation ->
          withItem(observation.actionId(), item -> item.observed(link));
      case RunEvidence.PlanWithdrawn withdrawn ->
          in(RunState.WITHDRAWN)
              .told("Withdrawn by %s: %s".formatted(withdrawn.by(), withdrawn.reason()));
      case RunEvidence.PlanTried tried -> withDryRun(DryRun.of(tried, link.at()));
      case RunEvidence.TakenForLater taken -> withItem(taken.actionId(), item -> item.with(taken));
      case TaskEvidence.ManualTaskWithdrawn withdrawn ->
          withItem(withdrawn.actionId(), item -> item.with(withdrawn));
      case RunEvidence.PlanFrozen _,
          RunEvidence.FindingShown _,
          RunEvidence.Approval _,
          SeenEvidence.Rechecked _ ->
          this;
    };
  }

  private Run approvedBy(Signed approval, int needed) {
    List<Signed> all = new ArrayList<>(approvals);
    if (!isApprovedBy(approval.by())) {
      all.add(approval);
    }
    return new Run(
        plan,
        all.size() >= needed ? RunState.APPROVED : state,
        dryRun,
        all,
        started,
        finishedAt,
        items,
        message);
  }

  /// Whether this person approved it.
  public boolean isApprovedBy(String person) {
    return approvals.stream().anyMatch(approval -> approval.by().equals(person));
  }

  /// The item of a change.
  public RunItem item(String changeId) {
    return items.stream()
        .filter(item -> item.changeId().equals(changeId))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("run " + id() + " has no change " + changeId));
  }

  /// How many actions are in this state.
  public long count(ItemState state) {
    return items.stream().filter(item -> item.state() == state).count();
  }

  /// Whether every action has its outcome.
  public boolean isSettled() {
    return items.stream().allMatch(item -> item.state().isSettled());
  }

  /// Whether nothing is left to do but what people do.
  public boolean isWithPeople() {
    return !isSettled()
        && items.stream().allMatch(item -> item.state().isSettled() || item.state().isTask());
  }

  /// Whether it is too late to start it.
  public boolean isExpired(Instant now) {
    return started == null && state != RunState.WITHDRAWN && plan.isExpired(now);
  }

  Run withItem(String changeId, UnaryOperator<RunItem> change) {
    return new Run(
        plan,
        state,
        dryRun,
        approvals,
        started,
        finishedAt,
        items.stream()
            .map(item -> item.changeId().equals(changeId) ? change.apply(item) : item)
            .toList(),
        message);
  }

  Run withDryRun(@Nullable DryRun tried) {
    boolean counts =
        tried != null && tried.planHash().equals(plan.hash()) && state == RunState.PROPOSED;
    return new Run(
        plan,
        counts ? RunState.DRY_RUN : state,
        tried,
        approvals,
        started,
        finishedAt,
        items,
        message);
  }

  private Run in(RunState now) {
    return new Run(plan, now, dryRun, approvals, started, finishedAt, items, message);
  }

  Run halted(String why) {
    return in(RunState.HALTED).told(why);
  }

  private Run told(String why) {
    return new Run(plan, state, dryRun, approvals, started, finishedAt, items, why);
  }

  /// Whether it waits for somebody before its start, and may still be started.
  public boolean isWaiting(Instant now) {
    return started == null && state != RunState.WITHDRAWN && !plan.isExpired(now);
  }

  private Run settledAt(Instant at) {
    if (!isSettled()) {
      return isWithPeople() ? in(RunState.WAITING) : this;
    }
    RunState end = count(ItemState.CANCELLED) > 0 ? RunState.HALTED : RunState.DONE;
    return new Run(plan, end, dryRun, approvals, started, at, items, message);
  }
}
