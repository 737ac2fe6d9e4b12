package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.PowerCut;
import dev.firebreak.remediation.evidence.Signing;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.run.Failpoint.Step;
import dev.firebreak.testkit.SharedNeo4j;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No evidence, no change: the oracle is what the target was asked.
@ExtendWith(SharedNeo4j.class)
class NoEvidenceTest {
  @TempDir Path folder;
  @TempDir Path keys;
  @TempDir Path cuts;

  @Test
  void withoutItsKeyTheEngineAsksTheTargetNothing() throws Exception {
    try (Estate estate = Estate.in(folder)) {
      Signing signing = Signing.with(keys.resolve("log.pem"));
      estate.evidence.close();
      estate.evidence = EvidenceLog.open(folder, signing, estate.clock);
      Run approved = estate.approved(estate.engine(), Estate.MARTA_OUT);
      estate.evidence.close();
      try (Stream<Path> files = Files.list(keys)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      estate.evidence = EvidenceLog.open(folder, signing, estate.clock);
      int asked = estate.server.requests().size();
      assertThatExceptionOfType(RemediationRefused.class)
          .isThrownBy(() -> estate.engine().commit(approved.id(), "ana"))
          .extracting(RemediationRefused::reason)
          .isEqualTo(RemediationRefused.Reason.NO_EVIDENCE);
      assertThat(estate.server.requests()).hasSize(asked);
    }
  }

  @Test
  void anIntentThatCannotBeWrittenIsNotSent() throws Exception {
    try (Estate estate = Estate.in(folder)) {
      Run approved = estate.approved(estate.engine(), Estate.MARTA_OUT, Estate.PAY_OFF);
      estate.failpoint =
          (step, after) -> {
            if (step == Step.INTENT && !after) {
              spoil(folder.resolve("evidence-000001.jsonl"));
            }
          };
      Run run = estate.engine().commit(approved.id(), "ana");
      assertThat(run.state()).isEqualTo(RunState.HALTED);
      assertThat(run.message()).contains("nothing further was sent", "cannot be written");
      assertThat(estate.patchesSent()).isZero();
    }
  }

  private static void spoil(Path segment) {
    try {
      Files.writeString(segment, "x", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFullDiskStopsTheEngineAndRoomLetsItGoOn() throws Exception {
    try (Estate estate = Estate.in(folder)) {
      List<String> groups = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        groups.add("full-" + i);
        estate.provider.load(
            "/Groups", List.of(Oracle.group("full-" + i, List.of("u1", "u2", "u3"))));
      }
      Path home = Files.createDirectories(folder.resolve("child"));
      Process full =
          ChildEngine.start(
              List.of("/bin/sh", "-c", "ulimit -f 44; exec \"$0\" \"$@\""), estate, home, groups);
      assertThat(full.waitFor()).as(Files.readString(home.resolve("life.log"))).isNotNegative();
      long intents = types(home, estate).filter("INTENT"::equals).count();
      assertThat(estate.patchesSent()).isLessThanOrEqualTo(intents).isLessThan(12);
      Process roomy = ChildEngine.start(List.of(), estate, home, groups);
      assertThat(roomy.waitFor()).as(Files.readString(home.resolve("life.log"))).isZero();
      assertThat(types(home, estate).filter("OUTCOME"::equals)).hasSize(12);
      Oracle oracle = new Oracle(estate.provider);
      groups.forEach(group -> oracle.judge(group, "u1", false, false));
      assertThat(oracle.isGreen()).as("%s", oracle).isTrue();
    }
  }

  private static Stream<String> types(Path home, Estate estate) throws IOException {
    try (EvidenceLog log =
        EvidenceLog.open(
            home.resolve("evidence"), Signing.with(home.resolve("key/log.pem")), estate.clock)) {
      return log.last((int) log.size()).stream().map(Entry::type).toList().stream();
    }
  }

  /// Whether the intent outlives a power cut just before its request leaves.
  private boolean outlives(boolean honest) throws Exception {
    try (Estate estate = Estate.in(folder)) {
      estate.evidence.close();
      PowerCut disk = new PowerCut(folder, honest, new SplittableRandom(7));
      estate.evidence = disk.open(estate.clock);
      Run approved = estate.approved(estate.engine(), Estate.MARTA_OUT);
      List<Boolean> found = new ArrayList<>();
      estate.failpoint =
          (step, after) -> {
            if (step == Step.SEND && !after) {
              found.add(hasIntent(disk, approved.id(), estate));
            }
          };
      estate.engine().commit(approved.id(), "ana");
      assertThat(found).hasSize(1);
      return found.getFirst();
    }
  }

  private boolean hasIntent(PowerCut disk, String runId, Estate estate) {
    try (EvidenceLog log = EvidenceLog.open(disk.image(cuts.resolve("cut")), estate.clock)) {
      return log.entries(runId).stream().anyMatch(entry -> entry.type().equals("INTENT"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theIntentOutlivesAPowerCutBeforeItsRequestLeavesIfTheDiskIsHonest(boolean honest)
      throws Exception {
    assertThat(outlives(honest)).isEqualTo(honest);
  }
}
