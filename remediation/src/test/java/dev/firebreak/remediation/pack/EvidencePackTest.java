package dev.firebreak.remediation.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.SeenEvidence;
import dev.firebreak.remediation.evidence.Signing;
import dev.firebreak.remediation.evidence.Trust;
import dev.firebreak.remediation.evidence.note.SigningKey;
import dev.firebreak.remediation.plan.RemediationRefused;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class EvidencePackTest {
  @TempDir Path folder;

  private static PackVerdict verify(byte[] pack) {
    return PackVerifier.verify(pack, Trust.NOTHING);
  }

  @ParameterizedTest
  @EnumSource(
      value = FindingKind.class,
      names = {"TOXIC", "ORPHAN"})
  void aPackProvesItsRunAndGivesItsFindingAgain(FindingKind kind) {
    SampleRun run = new SampleRun(kind);
    PackVerdict verdict = verify(run.pack(folder));
    assertThat(verdict)
        .as(verdict.sentence())
        .isInstanceOfSatisfying(
            PackVerdict.Proven.class,
            proven -> {
              assertThat(proven.runId()).isEqualTo(SampleRun.RUN);
              assertThat(proven.findings()).containsExactly(run.exhibit.finding().id());
              assertThat(proven.records()).isEqualTo(8);
              assertThat(proven.covered()).isEqualTo(16);
              assertThat(proven.changes()).isEqualTo(1);
            });
  }

  @Test
  void theSameEvidenceMakesTheSameBytes() throws Exception {
    byte[] pack = new SampleRun().pack(folder);
    assertThat(new SampleRun().pack(folder)).isEqualTo(pack);
    assertThat(PackZip.read(pack).sequencedKeySet())
        .containsExactly(
            "MANIFEST",
            "README.txt",
            "summary.json",
            "query.cypher",
            "report.pdf",
            "evidence.jsonl",
            "proofs.json",
            "checkpoint.txt");
  }

  @Test
  void theSummaryTellsTheRunAndTheQueryNamesTheNodes() throws Exception {
    SequencedMap<String, byte[]> members = PackZip.read(new SampleRun().pack(folder));
    JsonNode summary = JsonMapper.shared().readTree(members.get("summary.json"));
    assertThat(summary.path("approvals").path(0).path("note").asString())
        .isEqualTo("she changed teams");
    JsonNode change = summary.path("changes").path(0);
    assertThat(change.path("before").path(0).path("value").asString()).isEqualTo("m.okonjo");
    assertThat(change.path("sent").path("ifMatch").asString()).isEqualTo("W/\"4\"");
    assertThat(change.path("ended").path("status").asInt()).isEqualTo(200);
    assertThat(change.path("readBack").path("absent").path(0).asString())
        .isEqualTo("members m.okonjo");
    assertThat(change.path("undo").path("Operations").path(0).path("op").asString())
        .isEqualTo("add");
    assertThat(
            summary.path("findings").path(0).path("finding").path("frameworks").path(0).asString())
        .isEqualTo("SOX ITGC");
    assertThat(new String(members.get("query.cypher"), StandardCharsets.UTF_8))
        .startsWith(":param keys => [\"firebreak/Identity/Łódź-Μαρία\", ")
        .contains("from.key IN $keys");
  }

  @Test
  void aRunOfBeforeFindingsWereRecordedSaysWhatIsMissing() {
    List<Evidence> records = new ArrayList<>(new SampleRun().records());
    records.removeIf(RunEvidence.FindingShown.class::isInstance);
    PackVerdict verdict = verify(new SampleRun().pack(folder, records));
    assertThat(verdict.exitCode()).isEqualTo(3);
    assertThat(verdict.sentence())
        .contains("missing: what was shown of the finding T-")
        .contains("which was not recorded with the plan");
  }

  @Test
  void aRunThatWasOnlyProposedOrIsUnderWaySaysSo() {
    List<Evidence> records = new SampleRun().records();
    assertThat(verify(new SampleRun().pack(folder.resolve("a"), records.subList(0, 2))).sentence())
        .endsWith("missing: its approval.");
    assertThat(verify(new SampleRun().pack(folder.resolve("b"), records.subList(0, 3))).sentence())
        .endsWith("missing: its start.");
    assertThat(verify(new SampleRun().pack(folder.resolve("c"), records.subList(0, 5))).sentence())
        .contains("missing: the outcome of the change ");
  }

  @Test
  void theKeyAndTheCheckpointThatWereKeptElsewhereAreHeldAgainstIt() throws Exception {
    byte[] pack = new SampleRun().pack(folder);
    Trust trust;
    try (EvidenceLog log =
        EvidenceLog.open(
            folder.resolve("evidence"),
            Signing.with(folder.resolve("keys/key.pem")),
            SampleRun.CLOCK)) {
      trust = new Trust(log.key().orElseThrow(), List.of(log.lastCheckpoint().orElseThrow()));
      assertThat(PackVerifier.verify(pack, trust).exitCode()).isZero();
      log.append(new Evidence.SignIn("ana", "signed out"));
      log.checkpoint();
      Trust later = new Trust(null, List.of(log.lastCheckpoint().orElseThrow()));
      assertThat(PackVerifier.verify(pack, later).exitCode()).isEqualTo(2);
    }
    Trust other = new Trust(SigningKey.generate().verifier(trust.key().name()), List.of());
    assertThat(PackVerifier.verify(pack, other).sentence()).contains("never signed");
    byte[] forged = new SampleRun().pack(folder.resolve("thief"));
    assertThat(verify(forged).exitCode()).as("it is whole in itself").isZero();
    assertThat(PackVerifier.verify(forged, trust).exitCode()).isEqualTo(1);
    assertThat(PackVerifier.verify(forged, new Trust(null, trust.saved())).exitCode()).isEqualTo(1);
  }

  @Test
  void aPackAfterARotationHoldsEveryKey() throws Exception {
    new SampleRun().pack(folder);
    try (EvidenceLog log =
        EvidenceLog.open(
            folder.resolve("evidence"),
            Signing.with(folder.resolve("keys/key.pem")),
            SampleRun.CLOCK)) {
      Trust before = new Trust(log.key().orElseThrow(), List.of());
      log.rotateKey("ana");
      byte[] pack = EvidencePack.of(log, SampleRun.RUN, SampleRun.REPORT).orElseThrow();
      assertThat(PackVerifier.verify(pack, before).exitCode()).isZero();
      assertThat(
              PackVerifier.verify(pack, new Trust(log.key().orElseThrow(), List.of())).exitCode())
          .isZero();
      assertThat(EvidencePack.of(log, "R-99", SampleRun.REPORT)).isEmpty();
    }
  }

  @Test
  void whatIsNoPackIsUnusable() throws Exception {
    assertThat(verify(new byte[0]).exitCode()).isEqualTo(2);
    assertThat(verify("hello".getBytes(StandardCharsets.UTF_8)).exitCode()).isEqualTo(2);
    assertThat(PackVerifier.verify(folder.resolve("absent.zip"), Trust.NOTHING).exitCode())
        .isEqualTo(2);
    Path file = folder.resolve("pack.zip");
    Files.write(file, new SampleRun().pack(folder));
    assertThat(PackVerifier.verify(file, Trust.NOTHING).exitCode()).isZero();
  }

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
}
