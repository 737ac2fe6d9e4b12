package dev.firebreak.remediation.run;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.plan.Deactivate;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.plan.RemediationRefused.Reason;
import dev.firebreak.remediation.plan.ScimWrite;
import dev.firebreak.remediation.plan.WriteChoice;
import dev.firebreak.remediation.run.DryRun.Rehearsed;
import dev.firebreak.remediation.run.DryRun.Verdict;
import dev.firebreak.remediation.run.Inspection.Found;
import dev.firebreak.remediation.write.Sender;
import dev.firebreak.remediation.write.WriteStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/// Walks through a plan and sends nothing. Changes that would be sent are taken as made by those
/// after them.
final class Rehearsal {

  private final Inspection inspection;
  private final WriteStrategy writes;
  private final Sender sender;

  Rehearsal(Inspection inspection, WriteStrategy writes, Sender sender) {
    this.inspection = inspection;
    this.writes = writes;
    this.sender = sender;
  }

  /// What would become of each change, in order.
  List<Rehearsed> of(RemediationPlan plan) {
    List<Rehearsed> rehearsed = new ArrayList<>();
    List<PlannedChange> made = new ArrayList<>();
    for (PlannedChange change : plan.changes()) {
      Found found =
          inspection.look(
              change,
              plan.precondition(change),
              null,
              shown -> assume(made, change, shown),
              switchedOff(made));
      if (found instanceof Found.Clear) {
        made.add(change);
      }
      rehearsed.add(rehearsed(change, plan.write(change), found));
    }
    return rehearsed;
  }

  /// Refuses a run whose dry run is missing, forbids something, or leaves nothing to do.
  static void requireGood(Run run) {
    DryRun dryRun = run.dryRun();
    if (dryRun == null || !dryRun.planHash().equals(run.plan().hash())) {
      throw new RemediationRefused(
          Reason.OUT_OF_ORDER, "Plan %s had no dry run yet.".formatted(run.id()));
    }
    requireAllowed(run.id(), dryRun.items());
    if (!dryRun.hasWork()) {
      throw new RemediationRefused(
          Reason.NOTHING_TO_DO,
          "By the dry run of plan %s nothing would be sent. Plan again.".formatted(run.id()));
    }
  }

  /// Refuses a run of which a guardrail forbids something.
  static void requireAllowed(String runId, List<Rehearsed> items) {
    List<String> refused =
        items.stream()
            .filter(item -> item.verdict() == Verdict.REFUSED)
            .map(item -> item.sentence() + ": " + item.detail())
            .toList();
    if (!refused.isEmpty()) {
      throw new RemediationRefused(
          Reason.GUARDRAIL,
          "Plan %s cannot be carried out as it is. %s".formatted(runId, String.join(" ", refused)));
    }
  }

  private static SortedSet<String> assume(
      List<PlannedChange> made, PlannedChange change, SortedSet<String> shown) {
    SortedSet<String> values = shown;
    for (PlannedChange earlier : made) {
      if (earlier.resource().equals(change.resource())
          && earlier.attribute().equals(change.attribute())) {
        values = earlier.applyTo(values);
      }
    }
    return values;
  }

  private static Set<NodeKey> switchedOff(List<PlannedChange> made) {
    return made.stream()
        .filter(Deactivate.class::isInstance)
        .map(PlannedChange::resource)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Rehearsed rehearsed(PlannedChange change, WriteChoice choice, Found found) {
    return switch (found) {
      case Found.Clear(var live, _) ->
          writes
              .noLonger(change, choice, live)
              .map(why -> not(change, Verdict.REFUSED, "Not allowed: " + why + "."))
              .orElseGet(() -> clear(change, choice, live));
      case Found.Done(var detail) -> not(change, Verdict.ALREADY_GONE, detail);
      case Found.Moved(var detail) -> not(change, Verdict.CONFLICT, detail);
      case Found.Denied(var reason) -> not(change, Verdict.REFUSED, "Not allowed: " + reason + ".");
      case Found.Unreadable(var detail, _) -> not(change, Verdict.UNREADABLE, detail);
    };
  }

  private Rehearsed clear(PlannedChange change, WriteChoice choice, Live live) {
    ScimWrite write = sender.write(change, choice.form(), live);
    return write instanceof ScimWrite.Manual(var steps)
        ? not(change, Verdict.BY_HAND, choice.reason() + " " + String.join(" ", steps))
        : new Rehearsed(
            change.id(),
            change.sentence(),
            Verdict.WOULD_SEND,
            "Everything is as it was when the plan was frozen." + choice.words(),
            write.method(),
            Sender.path(change),
            write.body(),
            IntentForm.guard(live));
  }

  private static Rehearsed not(PlannedChange change, Verdict verdict, String detail) {
    return new Rehearsed(change.id(), change.sentence(), verdict, detail, null, null, null, null);
  }
}
