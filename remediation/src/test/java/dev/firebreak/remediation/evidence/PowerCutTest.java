package dev.firebreak.remediation.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The power goes while something is written: what an append returned for is there.
class PowerCutTest {
  private static final int RECORDS = 60;

  @TempDir Path folder;

  /// How many cuts lost something that an append had returned for.
  private int losses(boolean honest, long seed) throws Exception {
    PowerCut disk = new PowerCut(folder.resolve("log"), honest, new SplittableRandom(seed));
    int[] cuts = {0, 0};
    try (EvidenceLog log = disk.open(SampleLog.CLOCK)) {
      disk.beforeEachSync(() -> {
        try {
          Path image = disk.image(folder.resolve("cut-" + cuts[0]++));
          try (EvidenceLog found = EvidenceLog.open(image, SampleLog.CLOCK)) {
            assertThat(found.refusal()).as("seed %d, cut %d", seed, cuts[0]).isEmpty();
            long kept =
                found.size()
                    - (found
                            .entry(found.size())
                            .filter(entry -> entry.type().equals("TORN_TAIL"))
                            .isPresent()
                        ? 1
                        : 0);
            cuts[1] += kept < log.size() ? 1 : 0;
          }
          assertThat(EvidenceVerifier.verify(image)).isInstanceOf(Verdict.Intact.class);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
      for (int i = 0; i < RECORDS; i++) {
        log.append(SampleLog.evidence(i));
      }
      disk.beforeEachSync(() -> {});
    }
    assertThat(cuts[0]).isEqualTo(RECORDS);
    return cuts[1];
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aPowerCutLosesNothingThatAnAppendReturnedFor(long seed) throws Exception {
    assertThat(losses(true, seed)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = 1)
  void aDiskThatOnlySaysItHasSyncedIsFoundOut(long seed) throws Exception {
    assertThat(losses(false, seed)).isPositive();
  }
}
