package dev.firebreak.remediation.run;

import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.plan.ScimWrite;
import dev.firebreak.remediation.plan.WriteChoice;
import dev.firebreak.remediation.run.DryRun.Rehearsed;
import dev.firebreak.remediation.run.DryRun.Verdict;
import dev.firebreak.remediation.run.Inspection.Found;
import dev.firebreak.remediation.write.Sender;
import dev.firebreak.remediation.write.WriteStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

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
              change, plan.precondition(change), null, shown -> assume(made, change, shown));
      if (found instanceof Found.Clear) {
        made.add(change);
      }
      rehearsed.add(rehearsed(change, plan.write(change), found));
    }
    return rehearsed;
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
            Execution.guard(live));
  }

  private static Rehearsed not(PlannedChange change, Verdict verdict, String detail) {
    return new Rehearsed(change.id(), change.sentence(), verdict, detail, null, null, null, null);
  }
}
