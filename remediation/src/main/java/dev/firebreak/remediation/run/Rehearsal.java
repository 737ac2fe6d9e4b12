package dev.firebreak.remediation.run;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.plan.Deactivate;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.run.DryRun.Rehearsed;
import dev.firebreak.remediation.run.DryRun.Verdict;
import dev.firebreak.remediation.run.Inspection.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/// Walks through a plan and sends nothing. Changes that would be sent are taken as made by those
/// after them.
final class Rehearsal {

  private final Inspection inspection;

  Rehearsal(Inspection inspection) {
    this.inspection = inspection;
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
      rehearsed.add(rehearsed(change, found));
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

  private static Set<NodeKey> switchedOff(List<PlannedChange> made) {
    return made.stream()
        .filter(Deactivate.class::isInstance)
        .map(PlannedChange::resource)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Rehearsed rehearsed(PlannedChange change, Found found) {
    return switch (found) {
      case Found.Clear clear ->
          new Rehearsed(
              change.id(),
              change.sentence(),
              Verdict.WOULD_SEND,
              "Everything is as it was when the plan was frozen.",
              change.write().method(),
              IntentForm.path(change),
              change.write().body(),
              IntentForm.guard(clear.live()));
      case Found.Done(var detail) -> not(change, Verdict.ALREADY_GONE, detail);
      case Found.Moved(var detail) -> not(change, Verdict.CONFLICT, detail);
      case Found.Denied(var reason) -> not(change, Verdict.REFUSED, "Not allowed: " + reason + ".");
      case Found.Unreadable(var detail, _) -> not(change, Verdict.UNREADABLE, detail);
    };
  }

  private static Rehearsed not(PlannedChange change, Verdict verdict, String detail) {
    return new Rehearsed(change.id(), change.sentence(), verdict, detail, null, null, null, null);
  }
}
