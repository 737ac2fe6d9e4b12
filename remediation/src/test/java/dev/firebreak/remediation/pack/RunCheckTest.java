package dev.firebreak.remediation.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firebreak.remediation.evidence.CanonicalJson;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.SeenEvidence;
import dev.firebreak.remediation.evidence.Trust;
import dev.firebreak.remediation.plan.RemediationRefused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Genuine records that do not belong together, or do not show what they say.
class RunCheckTest {
  @TempDir Path folder;

  /// Genuine, signed records by somebody who owns the key, and told wrongly: the content decides.
  @Test
  void aSliceThatDoesNotShowTheFindingIsRefusedThoughItIsSigned() {
    SampleRun run = new SampleRun();
    run.slice =
        slice -> {
          ((ArrayNode) slice.path("edges")).remove(0);
          return slice;
        };
    refused(run, "another", "the rule does not find");
    SampleRun milder = new SampleRun();
    milder.finding = finding -> finding.put("severity", "LOW");
    refused(milder, "milder", "otherwise: LOW");
    SampleRun renamed = new SampleRun();
    renamed.finding =
        finding -> {
          ((ObjectNode) finding.path("key")).put("rule", "AP-04");
          return finding;
        };
    refused(renamed, "renamed", "has another name");
    SampleRun odd = new SampleRun();
    odd.slice = slice -> slice.put("note", "x");
    refused(odd, "odd", "cannot be computed again");
  }

  private void refused(SampleRun run, String name, String why) {
    Path place = folder.resolve(name);
    assertThatExceptionOfType(RemediationRefused.class)
        .isThrownBy(() -> run.pack(place))
        .withMessageContaining(why);
  }

  /// What a record is replaced with, and what the check says of that.
  private record Lie(Function<Evidence, Evidence> of, String found) {}

  @Test
  void recordsThatDoNotBelongTogetherAreFound() {
    SampleRun run = new SampleRun();
    String other = "0".repeat(64);
    String action = run.plan().changes().getFirst().id();
    List<Lie> lies =
        List.of(
            new Lie(
                each ->
                    each instanceof RunEvidence.Approval a
                        ? new RunEvidence.Approval(a.runId(), other, a.by(), null)
                        : each,
                "another plan was approved"),
            new Lie(
                each ->
                    each instanceof RunEvidence.Approval a
                        ? new RunEvidence.RunStarted(a.runId(), a.planHash(), "ana")
                        : each,
                "it began before enough people had approved it"),
            new Lie(
                each ->
                    each instanceof RunEvidence.Approval a
                        ? new RunEvidence.Approval(a.runId(), a.planHash(), a.by(), null, 2)
                        : each,
                "enough people"),
            new Lie(
                each ->
                    each instanceof RunEvidence.RunStarted a
                        ? new RunEvidence.RunStarted(a.runId(), other, "ana")
                        : each,
                "another plan was started"),
            new Lie(
                each ->
                    each instanceof RunEvidence.RunStarted a
                        ? new RunEvidence.Approval(a.runId(), a.planHash(), "eve", null)
                        : each,
                "it was sent before the run began"),
            new Lie(
                each ->
                    each instanceof RunEvidence.PlanFrozen a
                        ? new RunEvidence.PlanFrozen(a.runId(), other, a.by(), a.body())
                        : each,
                "does not have the hash"),
            new Lie(
                each ->
                    each instanceof RunEvidence.FindingShown a
                        ? new RunEvidence.FindingShown(
                            a.runId(), other, a.findingId(), a.finding(), a.slice(), null)
                        : each,
                "it was shown with another plan"),
            new Lie(
                each ->
                    each instanceof RunEvidence.FindingShown a
                        ? new RunEvidence.FindingShown(
                            a.runId(), a.planHash(), "T-1", a.finding(), a.slice(), null)
                        : each,
                "the plan is not for this finding"),
            new Lie(
                each ->
                    each instanceof RunEvidence.Intent a ? intent(a, "b.sand", a.planHash()) : each,
                "another resource was changed"),
            new Lie(
                each ->
                    each instanceof RunEvidence.Intent a ? intent(a, a.resourceId(), other) : each,
                "it was sent for another plan"),
            new Lie(
                each ->
                    each instanceof RunEvidence.Intent a
                        ? new RunEvidence.Intent(
                            a.runId(),
                            a.actionId(),
                            a.planHash(),
                            a.source(),
                            a.resourceType(),
                            a.resourceId(),
                            a.method(),
                            a.path(),
                            JsonMapper.shared().readTree("{\"Operations\":[]}"),
                            a.ifMatch(),
                            a.guard(),
                            null,
                            a.version(),
                            a.attempt(),
                            a.epoch())
                        : each,
                "another request was sent"),
            new Lie(
                each ->
                    each instanceof RunEvidence.Intent a
                        ? new SeenEvidence.Observation(
                            a.runId(), action, "ledger", "Group", "g", List.of(), List.of(), null,
                            null)
                        : each,
                "another source was read back"),
            new Lie(
                each ->
                    each instanceof RunEvidence.Intent a
                        ? new SeenEvidence.Observation(
                            a.runId(), action, "doorway", "Group", "g", List.of(), List.of(), null,
                            null)
                        : each,
                "it tells an answer to a request that no record intends"),
            new Lie(
                each ->
                    each instanceof SeenEvidence.Observation a
                        ? new RunEvidence.Outcome(
                            a.runId(),
                            action,
                            RunEvidence.Outcome.State.FAILED,
                            null,
                            null,
                            "no",
                            0)
                        : each,
                "its action has an outcome already"),
            new Lie(
                each ->
                    each instanceof RunEvidence.Outcome a
                        ? new RunEvidence.Outcome(
                            a.runId(), "ffff", a.state(), 200, null, a.detail(), 1)
                        : each,
                "the plan has no change ffff"));
    for (Lie lie : lies) {
      List<Evidence> told = run.records().stream().map(lie.of()).toList();
      assertThatExceptionOfType(RemediationRefused.class)
          .as(lie.found())
          .isThrownBy(() -> run.pack(folder.resolve(lie.found()), told))
          .withMessageContaining(lie.found());
    }
  }

  private static Evidence intent(RunEvidence.Intent a, String resource, String planHash) {
    return new RunEvidence.Intent(
        a.runId(),
        a.actionId(),
        planHash,
        a.source(),
        a.resourceType(),
        resource,
        a.method(),
        a.path(),
        a.requestBody(),
        a.ifMatch(),
        a.guard(),
        null,
        a.version(),
        a.attempt(),
        a.epoch());
  }

  @Test
  void recordsInAnotherOrderAreFound() {
    SampleRun run = new SampleRun();
    List<Evidence> records = run.records();
    assertThatExceptionOfType(RemediationRefused.class)
        .isThrownBy(() -> run.pack(folder.resolve("a"), List.of(records.get(2), records.get(0))))
        .withMessageContaining("it stands before the plan");
    List<Evidence> twice = new ArrayList<>(records);
    twice.add(records.getFirst());
    assertThatExceptionOfType(RemediationRefused.class)
        .isThrownBy(() -> run.pack(folder.resolve("b"), twice))
        .withMessageContaining("a second plan has the name");
    List<Evidence> again = new ArrayList<>(records);
    again.add(records.get(4));
    assertThatExceptionOfType(RemediationRefused.class)
        .isThrownBy(() -> run.pack(folder.resolve("c"), again))
        .withMessageContaining("it was sent after its action had ended");
    List<Evidence> begun = new ArrayList<>(records);
    begun.add(records.get(3));
    assertThatExceptionOfType(RemediationRefused.class)
        .isThrownBy(() -> run.pack(folder.resolve("d"), begun))
        .withMessageContaining("it began twice");
  }

  private void refused(String why, Function<ObjectNode, JsonNode> told) {
    SampleRun run = new SampleRun();
    List<Evidence> records =
        run.records().stream()
            .<Evidence>map(each ->
                each instanceof RunEvidence.PlanFrozen a
                    ? frozen(a, told.apply((ObjectNode) a.body().deepCopy()))
                    : each)
            .toList();
    assertThatExceptionOfType(RemediationRefused.class)
        .isThrownBy(() -> run.pack(folder.resolve(why), records))
        .withMessageContaining(why);
  }

  private static Evidence frozen(RunEvidence.PlanFrozen a, JsonNode plan) {
    return new RunEvidence.PlanFrozen(a.runId(), CanonicalJson.sha256(plan), a.by(), plan);
  }

  @Test
  void aPlanOfAnotherNameOrWithoutChangesIsNone() {
    refused("the plan has another name", plan -> plan.put("id", "R-4"));
    refused(
        "the plan changes nothing",
        plan -> plan.set("changes", JsonMapper.shared().createArrayNode()));
  }

  @Test
  void aRecordOfAnotherRunDoesNotBelong() throws Exception {
    SampleRun run = new SampleRun();
    List<Evidence> records = new ArrayList<>(run.records());
    records.add(3, new Evidence.SignIn("eve", "signed in"));
    assertThat(PackVerifier.verify(run.unchecked(folder, records), Trust.NOTHING).sentence())
        .isEqualTo("Tampered: evidence.jsonl, record 5: it is of another run than R-3.");
  }
}
