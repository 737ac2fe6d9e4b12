package dev.firebreak.remediation.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log that is open is checked again and again.
class EvidenceAuditTest {
  @TempDir Path temp;
  private Path folder;
  private Signing signing;

  @BeforeEach
  void segmentsOfARunBefore() {
    folder = temp.resolve("evidence");
    signing = Signing.with(temp.resolve("keys/evidence.pem"));
    SampleLog.write(folder, signing, 20, 2500);
  }

  private EvidenceLog open() {
    return EvidenceLog.open(folder, signing, SampleLog.CLOCK, 2500);
  }

  @Test
  void aLogThatIsWholeGoesOn() throws Exception {
    try (EvidenceLog log = open()) {
      log.append(SampleLog.evidence(3));
      log.audit();
      assertThat(log.refusal()).isEmpty();
      log.append(SampleLog.evidence(4));
    }
  }

  @Test
  void anOldSegmentThatIsAlteredWhileTheLogIsOpenEndsAppending() throws Exception {
    try (EvidenceLog log = open()) {
      SampleLog.flip(SampleLog.segment(folder), 400, 3);
      log.append(SampleLog.evidence(3));
      log.audit();
      assertThat(log.refusal())
          .hasValueSatisfying(broken ->
              assertThat(broken).hasMessageContaining("does not verify: Tampered: record "));
      assertThatExceptionOfType(EvidenceBroken.class)
          .isThrownBy(() -> log.append(SampleLog.evidence(4)));
      assertThat(log.size()).isLessThan(3);
      log.audit();
    }
  }

  @Test
  void aFolderThatIsRolledBackWhileTheLogIsOpenEndsAppending() throws Exception {
    byte[] head = Files.readAllBytes(SampleLog.head(folder));
    byte[] signed = Files.readAllBytes(folder.resolve("CHECKPOINT"));
    try (EvidenceLog log = open()) {
      log.append(SampleLog.evidence(3));
      log.checkpoint();
      Path last = Segments.in(folder).getLast();
      var lines = SampleLog.lines(last);
      SampleLog.writeLines(last, lines.subList(0, lines.size() - 1));
      Files.write(SampleLog.head(folder), head);
      Files.write(folder.resolve("CHECKPOINT"), signed);
      log.audit();
      assertThat(log.refusal())
          .hasValueSatisfying(
              broken -> assertThat(broken).hasMessageContaining("signed over 22 records"));
    }
  }

  @Test
  void itHappensByItself() throws Exception {
    CountDownLatch later = new CountDownLatch(1);
    try (EvidenceLog log =
        EvidenceLog.open(
            folder, signing.verifiedEvery(Duration.ofMillis(5)), SampleLog.CLOCK, 2500)) {
      SampleLog.flip(SampleLog.segment(folder), 400, 3);
      for (int tries = 0; tries < 2000 && log.refusal().isEmpty(); tries++) {
        assertThat(later.await(5, TimeUnit.MILLISECONDS)).isFalse();
      }
      assertThat(log.refusal()).isPresent();
    }
  }
}
