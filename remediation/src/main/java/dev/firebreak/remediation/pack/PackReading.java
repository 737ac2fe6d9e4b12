package dev.firebreak.remediation.pack;

import dev.firebreak.analytics.slice.Exhibit;
import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.Extract;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.RunEvidence.Outcome;
import dev.firebreak.remediation.evidence.SeenEvidence;
import dev.firebreak.remediation.pack.PackContent.Change;
import dev.firebreak.remediation.pack.PackContent.Ended;
import dev.firebreak.remediation.pack.PackContent.ReadBack;
import dev.firebreak.remediation.pack.PackContent.Sent;
import dev.firebreak.remediation.pack.PackContent.Shown;
import dev.firebreak.remediation.pack.PackContent.Word;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.plan.ScimWrite;
import dev.firebreak.remediation.plan.Taking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads the records of one run for [PackContent].
final class PackReading {

  private final Map<String, Sent> sent = new HashMap<>();
  private final Map<String, Ended> ended = new HashMap<>();
  private final Map<String, ReadBack> readBack = new HashMap<>();
  private final List<Shown> findings = new ArrayList<>();
  private final List<Word> approvals = new ArrayList<>();
  private final List<Word> further = new ArrayList<>();
  private @Nullable Word proposed;
  private @Nullable Word started;
  private @Nullable RemediationPlan plan;

  private PackReading() {}

  /// @throws Misfit if they do not tell a run of one plan
  static PackContent of(String runId, Extract.Genuine genuine) throws Misfit {
    RunCheck check = RunCheck.of(runId, genuine.entries());
    PackReading reading = new PackReading();
    for (Entry entry : genuine.entries()) {
      reading.take(entry);
    }
    RemediationPlan plan = Objects.requireNonNull(reading.plan);
    List<String> missing = new ArrayList<>(check.missing());
    missing.addAll(FindingCheck.of(check.findings(), genuine.entries()).missing());
    return new PackContent(
        runId,
        plan.hash(),
        Objects.requireNonNull(reading.proposed),
        reading.findings,
        reading.approvals,
        reading.started,
        plan.changes().stream().map(change -> reading.change(plan, change)).toList(),
        reading.further,
        missing,
        new PackContent.Log(
            genuine.at().origin(),
            genuine.at().size(),
            genuine.key().text(),
            genuine.key().fingerprint()));
  }

  private void take(Entry entry) {
    Evidence evidence;
    try {
      evidence = entry.evidence();
    } catch (IllegalStateException unknown) {
      further.add(word(entry, null));
      return;
    }
    switch (evidence) {
      case RunEvidence.PlanFrozen frozen -> {
        plan = RemediationPlan.read(frozen.body(), frozen.planHash());
        proposed = word(entry, null);
      }
      case RunEvidence.FindingShown shown -> findings.add(shown(entry, shown));
      case RunEvidence.Approval approval -> approvals.add(word(entry, approval.note()));
      case RunEvidence.RunStarted _ -> started = word(entry, null);
      case RunEvidence.Intent intent ->
          sent.put(
              intent.actionId(),
              new Sent(
                  intent.method(),
                  intent.path(),
                  intent.requestBody(),
                  intent.ifMatch(),
                  intent.guard(),
                  intent.preImage(),
                  entry.at(),
                  entry.seq()));
      case Outcome outcome ->
          ended.put(
              outcome.actionId(),
              new Ended(
                  outcome.state().name(),
                  outcome.status(),
                  outcome.etagAfter(),
                  outcome.detail(),
                  outcome.tookMillis(),
                  outcome.windowMillis(),
                  outcome.lost(),
                  entry.at(),
                  entry.seq()));
      case SeenEvidence.Observation seen ->
          readBack.put(
              seen.actionId(),
              new ReadBack(seen.present(), seen.absent(), seen.version(), entry.at(), entry.seq()));
      case Evidence.KeyAdopted _ -> {
        // The manifest names the key in force.
      }
      case SeenEvidence.Rechecked again -> further.add(word(entry, again.detail()));
      default -> further.add(word(entry, null));
    }
  }

  private static Word word(Entry entry, @Nullable String note) {
    return new Word(entry.type(), entry.actor(), entry.at(), note, entry.seq());
  }

  private static Shown shown(Entry entry, RunEvidence.FindingShown shown) {
    JsonNode slice = shown.slice();
    return new Shown(
        shown.findingId(),
        Exhibit.finding(shown.finding()),
        slice == null ? 0 : slice.path("nodes").size(),
        slice == null ? 0 : slice.path("edges").size(),
        slice == null ? null : slice.path("rule"),
        shown.missing(),
        entry.seq());
  }

  private Change change(RemediationPlan plan, PlannedChange change) {
    ScimWrite undo =
        change instanceof Taking taking
            ? taking.inverse(plan.precondition(change).slice()).write()
            : null;
    String note =
        undo == null
            ? "It gives back what an earlier change took; what it gave is taken by a plan of its own."
            : undo instanceof ScimWrite.Patch
                ? null
                : "No patch gives it back: the resource itself goes, and is made anew by a %s."
                    .formatted(undo.method());
    return new Change(
        change.id(),
        change.sentence(),
        change.resource().value(),
        JsonNodeFactory.instance.arrayNode().addAll(plan.precondition(change).slice()),
        sent.get(change.id()),
        ended.get(change.id()),
        readBack.get(change.id()),
        undo == null ? null : undo.body(),
        note);
  }
}
