package dev.firebreak.remediation.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What other processes, kills and full disks do to a log.
class EvidenceProcessTest {
  @TempDir Path folder;

  @Test
  void aSecondProcessGetsOneClearMessage() throws Exception {
    try (EvidenceLog log = EvidenceLog.open(folder, SampleLog.CLOCK)) {
      assertThatExceptionOfType(EvidenceInUse.class)
          .isThrownBy(() -> EvidenceLog.open(folder, SampleLog.CLOCK));
      Process second = ChildWriter.start(folder);
      try (BufferedReader output = ChildWriter.output(second)) {
        assertThat(output.readLine())
            .isEqualTo(
                "The evidence folder "
                    + folder
                    + " is in use by another Firebreak. Stop that one, or give this one a data"
                    + " folder of its own (firebreak.data-dir).");
        assertThat(output.readLine()).isNull();
      } finally {
        second.destroy();
      }
      assertThat(log.append(SampleLog.evidence(0)).seq()).isEqualTo(1);
    }
  }

  @Test
  void aKilledWriterLosesNothingThatItsAppendsReturnedFor() throws Exception {
    long seed = Long.getLong("prop.seed", System.nanoTime());
    System.out.println("killed writer: -Dprop.seed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int life = 0; life < 4; life++) {
      long acknowledged = 0;
      Process writer = ChildWriter.start(folder);
      try (BufferedReader output = ChildWriter.output(writer)) {
        for (int lines = random.nextInt(1, 60); lines > 0; lines--) {
          acknowledged = Long.parseLong(output.readLine());
        }
        writer.toHandle().destroyForcibly();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
          acknowledged = Long.parseLong(line);
        }
      }
      writer.waitFor();
      try (EvidenceLog log = EvidenceLog.open(folder, SampleLog.CLOCK)) {
        assertThat(log.refusal()).as("seed %d, life %d", seed, life).isEmpty();
        assertThat(log.size()).as("seed %d", seed).isGreaterThanOrEqualTo(acknowledged);
      }
      Verdict verdict = EvidenceVerifier.verify(folder);
      assertThat(verdict)
          .as("seed %d: %s", seed, verdict.sentence())
          .isInstanceOf(Verdict.Intact.class);
    }
  }

  /// A file size limit does to a write what a full disk does: it writes a part, then fails.
  @Test
  void aWriteThatFailsHalfwayLeavesNoPartOfALine() throws Exception {
    Process writer = ChildWriter.start(folder, "/bin/sh", "-c", "ulimit -f 41; exec \"$0\" \"$@\"");
    List<String> said;
    try (BufferedReader output = ChildWriter.output(writer)) {
      said = output.lines().toList();
    }
    assertThat(writer.waitFor()).as("%s", said).isZero();
    assertThat(said.getLast())
        .contains(folder.toString(), "cannot be written", "Remediation stays off", "Make room");
    long acknowledged = Long.parseLong(said.get(said.size() - 2));
    assertThat(acknowledged).isGreaterThan(20);
    assertThat(Files.readString(SampleLog.segment(folder))).endsWith("\n");
    Verdict verdict = EvidenceVerifier.verify(folder);
    assertThat(verdict)
        .as(verdict.sentence())
        .isInstanceOfSatisfying(
            Verdict.Intact.class, intact -> assertThat(intact.records()).isEqualTo(acknowledged));
    try (EvidenceLog log = EvidenceLog.open(folder, SampleLog.CLOCK)) {
      assertThat(log.append(SampleLog.evidence(0)).seq()).isEqualTo(acknowledged + 1);
    }
  }
}
