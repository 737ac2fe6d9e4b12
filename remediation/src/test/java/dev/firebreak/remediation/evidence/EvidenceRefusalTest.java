package dev.firebreak.remediation.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No evidence, no change: what makes the log refuse, what it repairs, and what stays readable.
class EvidenceRefusalTest {
  @TempDir Path folder;

  @Test
  void everyTornLastLineIsCutOffAndTheCutRecorded() throws Exception {
    SampleLog.write(folder, 20, EvidenceLog.SEGMENT_BYTES);
    Path segment = SampleLog.segment(folder);
    byte[] whole = Files.readAllBytes(segment);
    List<byte[]> lines = SampleLog.lines(segment);
    long start = whole.length - (long) lines.getLast().length;
    byte[] headBefore = headOfFirst(19);
    for (int length = (int) start; length < whole.length; length++) {
      Files.write(segment, Arrays.copyOf(whole, length));
      Files.write(SampleLog.head(folder), headBefore);
      long torn = length - start;
      if (torn > 0) {
        assertThat(EvidenceVerifier.verify(folder))
            .isInstanceOfSatisfying(
                Verdict.Incomplete.class,
                incomplete -> assertThat(incomplete.sentence()).contains("unfinished line"));
      }
      try (EvidenceLog log = EvidenceLog.open(folder, SampleLog.CLOCK)) {
        assertThat(log.refusal()).isEmpty();
        assertThat(log.size()).isEqualTo(torn > 0 ? 20 : 19);
        if (torn > 0) {
          assertThat(log.last(1).getFirst().evidence()).isEqualTo(new Evidence.TornTail(torn));
        }
      }
      assertThat(EvidenceVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
    }
  }

  @Test
  void aCrashDuringTheRepairIsRepairedToo() throws Exception {
    SampleLog.write(folder, 3, EvidenceLog.SEGMENT_BYTES);
    Path segment = SampleLog.segment(folder);
    Files.writeString(segment, "x".repeat(5000), StandardOpenOption.APPEND);
    try (EvidenceLog log = EvidenceLog.open(folder, SampleLog.CLOCK)) {
      assertThat(log.last(1).getFirst().evidence()).isEqualTo(new Evidence.TornTail(5000));
    }
    byte[] head = Files.readAllBytes(SampleLog.head(folder));
    Files.writeString(segment, "x".repeat(4700), StandardOpenOption.APPEND);
    Files.write(SampleLog.head(folder), headOfFirst(3));
    try (EvidenceLog log = EvidenceLog.open(folder, SampleLog.CLOCK)) {
      assertThat(log.last(2))
          .extracting(Entry::evidence)
          .containsExactly(new Evidence.TornTail(5000), new Evidence.TornTail(4700));
    }
    assertThat(Files.readAllBytes(SampleLog.head(folder))).isNotEqualTo(head);
    assertThat(EvidenceVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void aTornLineInAFullSegmentIsRepairedInPlace() throws Exception {
    SampleLog.write(folder, 5, 700);
    List<Path> segments = Segments.in(folder);
    Files.writeString(segments.getLast(), "x".repeat(900), StandardOpenOption.APPEND);
    try (EvidenceLog log = EvidenceLog.open(folder, null, SampleLog.CLOCK, 700)) {
      assertThat(log.last(1).getFirst().evidence()).isEqualTo(new Evidence.TornTail(900));
    }
    assertThat(EvidenceVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void aTamperedTailSegmentTurnsRemediationOffAndReadingStaysOn() throws Exception {
    SampleLog.write(folder, 20, EvidenceLog.SEGMENT_BYTES);
    Path segment = SampleLog.segment(folder);
    List<byte[]> lines = new ArrayList<>(SampleLog.lines(segment));
    lines.set(12, SampleLog.replaced(lines.get(12), "10:15:30", "10:15:31"));
    SampleLog.writeLines(segment, lines);
    byte[] before = Files.readAllBytes(segment);
    assertRefused("does not verify", 13);
    assertThat(Files.readAllBytes(segment)).isEqualTo(before);
  }

  @Test
  void aMissingTailTurnsRemediationOff() throws Exception {
    SampleLog.write(folder, 20, EvidenceLog.SEGMENT_BYTES);
    Path segment = SampleLog.segment(folder);
    SampleLog.writeLines(segment, SampleLog.lines(segment).subList(0, 17));
    assertRefused("HEAD names record 20, the log ends after record 17", 17);
  }

  @Test
  void aTornLineThatHeadHasSeenWholeIsNotRepaired() throws Exception {
    SampleLog.write(folder, 20, EvidenceLog.SEGMENT_BYTES);
    Path segment = SampleLog.segment(folder);
    byte[] whole = Files.readAllBytes(segment);
    Files.write(segment, Arrays.copyOf(whole, whole.length - 1));
    assertRefused("HEAD names record 20", 19);
  }

  @Test
  void anAlteredOrMissingHeadTurnsRemediationOff() throws Exception {
    SampleLog.write(folder, 20, EvidenceLog.SEGMENT_BYTES);
    byte[] head = Files.readAllBytes(SampleLog.head(folder));
    SampleLog.flip(SampleLog.head(folder), 12, 0);
    assertRefused("do not agree on record 20", 20);
    Files.write(SampleLog.head(folder), Arrays.copyOf(head, 20));
    assertRefused("HEAD was altered", 20);
    Files.delete(SampleLog.head(folder));
    assertRefused("HEAD is missing", 20);
  }

  @Test
  void aMissingSegmentTurnsRemediationOff() throws Exception {
    SampleLog.write(folder, 20, 1500);
    Path second = Segments.in(folder).get(1);
    long readable = SampleLog.lines(Segments.in(folder).getFirst()).size();
    Files.delete(second);
    assertRefused("evidence-000002.jsonl is missing", readable);
  }

  @Test
  void readingStopsLoudlyAtARecordThatWasAlteredMeanwhile() throws Exception {
    SampleLog.write(folder, 20, EvidenceLog.SEGMENT_BYTES);
    try (EvidenceLog log = EvidenceLog.open(folder, SampleLog.CLOCK)) {
      SampleLog.flip(SampleLog.segment(folder), 3, 0);
      assertThatExceptionOfType(EvidenceBroken.class)
          .isThrownBy(() -> log.last(20))
          .withMessageContaining("byte 0 of evidence-000001.jsonl");
    }
  }

  @Test
  void aSegmentThatSomebodyElseWroteToIsNotAppendedTo() throws Exception {
    try (EvidenceLog log = EvidenceLog.open(folder, SampleLog.CLOCK)) {
      log.append(SampleLog.evidence(0));
      Files.writeString(SampleLog.segment(folder), "x", StandardOpenOption.APPEND);
      assertAppendRefused(log, "changed by somebody else");
    }
  }

  @Test
  void aFileWhereTheFolderShouldBeIsRefused() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    try (EvidenceLog log = EvidenceLog.open(file, SampleLog.CLOCK)) {
      assertAppendRefused(log, "cannot be written");
      assertThat(log.last(3)).isEmpty();
    }
    try (EvidenceLog log = EvidenceLog.open(file.resolve("below"), SampleLog.CLOCK)) {
      assertAppendRefused(log, "cannot be written");
    }
  }

  @Test
  void aHeadThatCannotBeReplacedRefusesAndTheRecordIsWholeOrAbsent() throws Exception {
    Path head = SampleLog.head(folder);
    byte[] before;
    try (EvidenceLog log = EvidenceLog.open(folder, SampleLog.CLOCK)) {
      log.append(SampleLog.evidence(0));
      before = Files.readAllBytes(head);
      Files.delete(head);
      Files.createDirectories(head.resolve("in-the-way"));
      assertAppendRefused(log, "cannot be written");
      assertAppendRefused(log, "cannot be written");
      assertThat(log.last(9)).isNotEmpty();
    }
    assertThat(Files.readString(SampleLog.segment(folder))).endsWith("\n");
    try (EvidenceLog log = EvidenceLog.open(folder, SampleLog.CLOCK)) {
      assertAppendRefused(log, "cannot be written");
    }
    Files.delete(head.resolve("in-the-way"));
    Files.delete(head);
    Files.write(head, before);
    try (EvidenceLog log = EvidenceLog.open(folder, SampleLog.CLOCK)) {
      assertThat(log.append(SampleLog.evidence(2)).seq()).isEqualTo(3);
    }
    assertThat(EvidenceVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void aSegmentThatCannotBeOpenedIsRefused() throws Exception {
    Files.createDirectories(SampleLog.segment(folder));
    try (EvidenceLog log = EvidenceLog.open(folder, SampleLog.CLOCK)) {
      assertAppendRefused(log, folder.toString());
    }
  }

  /// The administrator of a machine writes where the rights say no; then nothing need be refused.
  @Test
  void aReadOnlyFolderIsRefusedAndReadsUnlessTheSystemLetsUsWrite() throws Exception {
    if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      return;
    }
    SampleLog.write(folder, 4, EvidenceLog.SEGMENT_BYTES);
    byte[] before = Files.readAllBytes(SampleLog.segment(folder));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
    try (EvidenceLog log = EvidenceLog.open(folder, SampleLog.CLOCK)) {
      assertThat(log.last(9)).hasSize(4);
      if (Files.isWritable(folder)) {
        assertThat(log.refusal()).isEmpty();
      } else {
        assertAppendRefused(log, "cannot be written");
        assertThat(Files.readAllBytes(SampleLog.segment(folder))).isEqualTo(before);
      }
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private void assertRefused(String why, long readable) throws IOException {
    try (EvidenceLog log = EvidenceLog.open(folder, SampleLog.CLOCK)) {
      assertAppendRefused(log, why);
      assertThat(log.size()).isEqualTo(readable);
      assertThat(log.last(100)).hasSize((int) readable);
      assertThat(log.entry(1)).isPresent();
    }
    assertThat(EvidenceVerifier.verify(folder).exitCode()).isIn(1, 3);
  }

  private static void assertAppendRefused(EvidenceLog log, String why) {
    assertThatExceptionOfType(EvidenceBroken.class)
        .isThrownBy(() -> log.append(SampleLog.evidence(0)))
        .withMessageContaining(why)
        .withMessageContaining("Remediation stays off");
    assertThat(log.refusal()).isPresent();
  }

  private byte[] headOfFirst(int records) throws IOException {
    byte[] line = SampleLog.lines(SampleLog.segment(folder)).get(records - 1);
    String hash = CanonicalJson.sha256(Arrays.copyOf(line, line.length - 1));
    return ("{\"hash\":\"" + hash + "\",\"seq\":" + records + ",\"v\":1}\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
