package dev.firebreak.remediation.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an engine may write after another has taken charge.
class EpochTest {
  @TempDir Path folder;

  private static RunEvidence.Intent intent(@Nullable Long epoch) {
    return new RunEvidence.Intent(
        "R-1",
        "a",
        "h",
        "s",
        "Group",
        "g",
        "PATCH",
        "/Groups/g",
        null,
        null,
        "guard",
        null,
        null,
        1,
        epoch);
  }

  private static RunEvidence.Outcome outcome(@Nullable Long epoch) {
    return new RunEvidence.Outcome(
        "R-1", "a", RunEvidence.Outcome.State.VERIFIED, 200, null, "gone", 1, null, null, epoch);
  }

  private static void assertStale(EvidenceLog log, Evidence evidence) {
    long before = log.size();
    assertThatExceptionOfType(StaleEpoch.class)
        .isThrownBy(() -> log.append(evidence))
        .withMessageContaining("changes nothing any more");
    assertThat(log.size()).isEqualTo(before);
    assertThat(log.refusal()).as("the log itself is sound").isEmpty();
  }

  @Test
  void anOlderEpochWritesNoIntentAndNoOutcome() throws Exception {
    try (EvidenceLog log = EvidenceLog.open(folder, SampleLog.CLOCK)) {
      log.append(intent(null));
      log.append(new Evidence.EpochBegun(1L, "process 1"));
      log.append(intent(1L));
      log.append(new Evidence.EpochBegun(2L, "process 2"));
      assertStale(log, intent(1L));
      assertStale(log, outcome(1L));
      assertStale(log, intent(null));
      assertStale(log, new Evidence.EpochBegun(2L, "process 3"));
      log.append(outcome(2L));
      log.append(new Evidence.SignIn("ana", "signed in"));
    }
    assertThat(EvidenceVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void aRestartRemembersTheHighestEpochWhereverItIsWritten() throws Exception {
    try (EvidenceLog log = EvidenceLog.open(folder, null, SampleLog.CLOCK, 700)) {
      log.append(new Evidence.EpochBegun(3L, "process 1"));
      for (int i = 0; i < 20; i++) {
        log.append(SampleLog.evidence(6));
      }
    }
    assertThat(Segments.in(folder)).hasSizeGreaterThan(2);
    try (EvidenceLog log = EvidenceLog.open(folder, null, SampleLog.CLOCK, 700)) {
      assertThat(log.epoch()).isEqualTo(3);
      assertStale(log, intent(2L));
      log.append(new Evidence.EpochBegun(4L, "process 2"));
    }
    try (EvidenceLog log = EvidenceLog.open(folder, null, SampleLog.CLOCK, 700)) {
      assertThat(log.epoch()).as("from the last segment too").isEqualTo(4);
    }
  }
}
