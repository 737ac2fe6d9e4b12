package dev.firebreak.remediation.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `HEAD` tells of the end of a log, and what a crash may leave of either.
class HeadAgreementTest {
  private static final int RECORDS = 20;

  @TempDir Path folder;
  private Path segment;
  private Path head;

  @BeforeEach
  void twentyRecords() {
    SampleLog.write(folder, RECORDS, EvidenceLog.SEGMENT_BYTES);
    segment = SampleLog.segment(folder);
    head = SampleLog.head(folder);
  }

  @Test
  void aHeadFarBehindIsFoundAndOneThatAPowerCutLeftBehindIsNot() throws Exception {
    Path many = folder.resolve("many");
    SampleLog.write(many, (int) Head.LAG + 2, EvidenceLog.SEGMENT_BYTES);
    Path other = folder.resolve("other");
    SampleLog.write(other, 2, EvidenceLog.SEGMENT_BYTES);
    Files.copy(SampleLog.head(other), SampleLog.head(many), StandardCopyOption.REPLACE_EXISTING);
    assertThat(EvidenceVerifier.verify(many)).isInstanceOf(Verdict.Intact.class);
    Files.delete(SampleLog.head(other));
    Files.delete(SampleLog.segment(other));
    SampleLog.write(other, 1, EvidenceLog.SEGMENT_BYTES);
    Files.copy(SampleLog.head(other), SampleLog.head(many), StandardCopyOption.REPLACE_EXISTING);
    assertTampered(EvidenceVerifier.verify(many), Head.LAG + 2);
  }

  @Test
  void aCrashBeforeTheHeadWasReplacedLosesNothing() throws Exception {
    Path other = folder.resolve("other");
    SampleLog.write(other, 19, EvidenceLog.SEGMENT_BYTES);
    Files.copy(SampleLog.head(other), head, StandardCopyOption.REPLACE_EXISTING);
    assertIntact(RECORDS);
    try (EvidenceLog log = EvidenceLog.open(folder, SampleLog.CLOCK)) {
      assertThat(log.append(SampleLog.evidence(1)).seq()).isEqualTo(21);
    }
    assertIntact(21);
  }

  @Test
  void beyondTheHeadTheRecordThatWasAlteredIsStillTold() throws Exception {
    Path other = folder.resolve("other");
    SampleLog.write(other, 19, EvidenceLog.SEGMENT_BYTES);
    Files.copy(SampleLog.head(other), head, StandardCopyOption.REPLACE_EXISTING);
    List<byte[]> lines = SampleLog.lines(segment);
    List<byte[]> altered = new ArrayList<>(lines);
    altered.set(18, SampleLog.replaced(lines.get(18), "10:15:30", "10:15:31"));
    SampleLog.writeLines(segment, altered);
    assertTampered(EvidenceVerifier.verify(folder), 19);
    String hash = line(lines.get(19)).replaceAll(".*\"prevHash\":\"([^\"]*)\".*\n", "$1");
    altered.set(18, lines.get(18));
    altered.set(19, SampleLog.replaced(lines.get(19), hash, "f".repeat(64)));
    SampleLog.writeLines(segment, altered);
    assertTampered(EvidenceVerifier.verify(folder), 20);
  }

  private static byte[] bare(byte[] line) {
    return Arrays.copyOf(line, line.length - 1);
  }

  private void headIs(long seq, String hash) throws Exception {
    Files.write(head, LineFormat.writeHead(new Head(seq, hash)));
  }

  @Test
  void aHashUnderAnotherNumberIsFoundAtTheRecordThatHasIt() throws Exception {
    headIs(18, CanonicalJson.sha256(bare(SampleLog.lines(segment).get(18))));
    assertThat(EvidenceVerifier.verify(folder))
        .isEqualTo(
            new Verdict.Tampered(
                19, head, 0, "HEAD gives its hash to record 18, which has another"));
  }

  @Test
  void aRecordThatHeadHasAnotherHashOfIsNamedWithItsPlace() throws Exception {
    headIs(20, "f".repeat(64));
    int last = SampleLog.lines(segment).getLast().length;
    assertThat(EvidenceVerifier.verify(folder))
        .isEqualTo(
            new Verdict.Tampered(
                20, segment, Files.size(segment) - last, "its hash is not the one in HEAD"));
  }

  @Test
  void aByteInThePlaceOfTheLastLineFeedIsFound() throws Exception {
    int size = (int) Files.size(segment);
    int last = SampleLog.lines(segment).getLast().length;
    SampleLog.flip(segment, size - 1, 0);
    assertThat(EvidenceVerifier.verify(folder))
        .isEqualTo(
            new Verdict.Tampered(
                20, segment, size - last, "another byte stands in the place of its line feed"));
    SampleLog.flip(segment, size - 2, 1);
    assertThat(EvidenceVerifier.verify(folder))
        .isEqualTo(
            new Verdict.Incomplete(19, "HEAD names record 20, and the log ends before it does"));
  }

  @Test
  void theLastLineFeedIsNotMissedWhereHeadIsFartherOn() throws Exception {
    List<byte[]> lines = SampleLog.lines(segment);
    SampleLog.writeLines(segment, lines.subList(0, 19));
    SampleLog.flip(segment, (int) Files.size(segment) - 1, 0);
    assertThat(EvidenceVerifier.verify(folder))
        .isEqualTo(
            new Verdict.Incomplete(18, "HEAD names record 20, and the log ends before it does"));
  }

  @Test
  void whatACrashLeftOfALineIsSaid() throws Exception {
    Files.writeString(segment, "{\"actor\"", StandardOpenOption.APPEND);
    Verdict verdict = EvidenceVerifier.verify(folder);
    assertThat(verdict)
        .isEqualTo(
            new Verdict.Incomplete(
                20,
                "an unfinished line of 8 bytes follows, left by a crash; opening the log repairs and records it"));
    assertThat(verdict.exitCode()).isEqualTo(3);
  }

  @Test
  void aCheckpointKeptElsewhereOverAllRecordsStandsForHeadAndCheckpoint() throws Exception {
    Path signed = folder.resolve("signed");
    Path key = folder.resolve("keys/key.pem");
    Trust trust;
    try (EvidenceLog log = EvidenceLog.open(signed, Signing.with(key), SampleLog.CLOCK)) {
      log.append(SampleLog.evidence(1));
      log.checkpoint();
      trust = new Trust(null, List.of(log.lastCheckpoint().orElseThrow()));
    }
    Verdict whole = EvidenceVerifier.verify(signed);
    assertThat(whole)
        .isInstanceOfSatisfying(
            Verdict.Intact.class, intact -> assertThat(intact.covered()).isEqualTo(2));
    Files.delete(SampleLog.head(signed));
    assertThat(EvidenceVerifier.verify(signed, trust)).isEqualTo(whole);
    assertThat(EvidenceVerifier.verify(signed))
        .isEqualTo(new Verdict.Incomplete(2, "HEAD is missing, so a missing tail would not show"));
    Files.delete(signed.resolve("CHECKPOINT"));
    assertThat(EvidenceVerifier.verify(signed, trust)).isEqualTo(whole);
  }

  @Test
  void whatIsFoundIsSaidInASentence() {
    String hash = "a".repeat(64);
    assertThat(Verdict.Intact.unsigned(1, hash).sentence())
        .isEqualTo(
            "Intact: 1 record, the last with hash %s; no key vouches for them.".formatted(hash));
    assertThat(new Verdict.Intact(2, hash, 2, "k").sentence())
        .isEqualTo(
            "Intact: 2 records, the last with hash %s; the key k signed them all.".formatted(hash));
    assertThat(new Verdict.Intact(2, hash, 1, "k").sentence())
        .endsWith("; the key k signed the first 1.");
    assertThat(new Verdict.Incomplete(1, "why").sentence())
        .isEqualTo("Incomplete: 1 record is intact; why.");
    assertThat(new Verdict.Incomplete(0, "why").sentence())
        .isEqualTo("Incomplete: 0 records are intact; why.");
  }

  private void assertIntact(long records) {
    assertThat(EvidenceVerifier.verify(folder))
        .isInstanceOfSatisfying(
            Verdict.Intact.class, intact -> assertThat(intact.records()).isEqualTo(records));
  }

  private static void assertTampered(Verdict verdict, long seq) {
    assertThat(verdict)
        .as(verdict.sentence())
        .isInstanceOfSatisfying(
            Verdict.Tampered.class, tampered -> assertThat(tampered.seq()).isEqualTo(seq));
  }

  private static String line(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
