package dev.firebreak.remediation.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.Signing;
import dev.firebreak.remediation.evidence.Trust;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
              assertThat(proven.undoes()).isNull();
              assertThat(proven.sentence())
                  .isEqualTo(
                      "Proven: run R-3, 8 of 16 records of the log %s, signed by the key %s; its change fits the approved plan; computed again from its slice: %s."
                          .formatted(proven.origin(), proven.key(), run.exhibit.finding().id()));
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
    assertThat(change.path("undoNote").isNull()).as("a patch gives it back").isTrue();
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
  void theZipKeepsItsMembersAsTheyAreAndTellsNoTime() throws Exception {
    byte[] pack = new SampleRun().pack(folder);
    assertThat(new String(pack, StandardCharsets.UTF_8)).contains("Evidence of run R-3\n");
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(pack))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        assertThat(entry.getTimeLocal()).isEqualTo(LocalDateTime.of(1980, 1, 1, 0, 0));
      }
    }
  }

  @Test
  void theSummaryTellsWhatTheFindingWasComputedFrom() throws Exception {
    SampleRun run = new SampleRun();
    JsonNode shown =
        JsonMapper.shared()
            .readTree(PackZip.read(run.pack(folder)).get("summary.json"))
            .path("findings")
            .path(0);
    JsonNode slice = run.exhibit.slice().json();
    assertThat(shown.path("sliceNodes").asInt()).isEqualTo(slice.path("nodes").size()).isPositive();
    assertThat(shown.path("sliceEdges").asInt()).isEqualTo(slice.path("edges").size()).isPositive();
    assertThat(shown.path("rule")).isEqualTo(slice.path("rule"));
  }

  @Test
  void aFindingWhoseSliceWasNotKeptIsShownAndSaidNotToBeComputed() throws Exception {
    SampleRun run = new SampleRun();
    List<Evidence> records = new ArrayList<>(run.records());
    records.replaceAll(each ->
        each instanceof RunEvidence.FindingShown a
            ? new RunEvidence.FindingShown(
                a.runId(), a.planHash(), a.findingId(), a.finding(), null, "it is too large")
            : each);
    byte[] pack = run.pack(folder, records);
    JsonNode shown =
        JsonMapper.shared()
            .readTree(PackZip.read(pack).get("summary.json"))
            .path("findings")
            .path(0);
    assertThat(shown.path("sliceNodes").asInt()).isZero();
    assertThat(shown.path("sliceEdges").asInt()).isZero();
    assertThat(shown.path("rule").isNull()).isTrue();
    assertThat(verify(pack).sentence())
        .isEqualTo(
            "Incomplete: what is there of run R-3 is genuine; missing: the slice of %s: it is too large."
                .formatted(run.exhibit.finding().id()));
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
}
