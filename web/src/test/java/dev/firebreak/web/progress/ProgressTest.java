package dev.firebreak.web.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What can be said of how far something is.
class ProgressTest {

  private static final Instant BEGUN = Instant.parse("2026-11-19T06:00:00Z");

  private static Instant after(long millis) {
    return BEGUN.plusMillis(millis);
  }

  @Test
  void nothingIsSaidOfTheRateAtFirstAndOfTheTimeLeftWithoutATotal() {
    Progress begun = Progress.from(BEGUN, 0, null).counted(after(900), 90, null);
    assertThat(begun.told(after(900), true).rate()).isNull();
    assertThat(begun.told(after(900), true).words()).isEqualTo("90");
    Progress.Told later = begun.counted(after(2_000), 200, null).told(after(2_000), true);
    assertThat(later.rate()).isEqualTo(100.0);
    assertThat(later.left()).isNull();
    assertThat(later.words()).isEqualTo("200, 100/s");
  }

  @Test
  void theTimeLeftIsWhatIsLeftAtTheRateOfLately() {
    Progress progress = Progress.from(BEGUN, 0, 6_000L);
    for (int second = 1; second <= 40; second++) {
      progress = progress.counted(after(second * 1_000), second * 10, 6_000L);
    }
    for (int second = 41; second <= 60; second++) {
      progress = progress.counted(after(second * 1_000), 400 + (second - 40) * 100L, 6_000L);
    }
    Progress.Told told = progress.told(after(60_000), true);
    assertThat(told.rate()).as("of the last 20 s").isEqualTo(100.0);
    assertThat(told.left()).isEqualTo(Duration.ofSeconds(36));
    assertThat(told.words()).isEqualTo("2,400 of 6,000, 100/s, 36 s left");
  }

  @Test
  void aStandstillSlowsTheRateUntilNothingCanBeSaidOfTheTimeLeft() {
    Progress progress = Progress.from(BEGUN, 0, 100L).counted(after(2_000), 50, 100L);
    assertThat(progress.told(after(2_000), true).rate()).isEqualTo(25.0);
    assertThat(progress.told(after(5_000), true).rate()).isEqualTo(10.0);
    Progress.Told stands = progress.told(after(60_000), true);
    assertThat(stands.rate()).isZero();
    assertThat(stands.left()).isNull();
    assertThat(stands.words()).isEqualTo("50 of 100, 0/s");
  }

  @Test
  void whatWasDoneBeforeSaysNothingOfTheRate() {
    Progress continued = Progress.from(BEGUN, 600, 1_200L).counted(after(2_000), 800, 1_200L);
    assertThat(continued.told(after(2_000), true).words())
        .isEqualTo("800 of 1,200, 100/s, 4 s left");
  }

  @Test
  void ofWhatIsAllCountedOrOverNothingIsLeft() {
    Progress all = Progress.from(BEGUN, 0, 100L).counted(after(2_000), 100, 100L);
    assertThat(all.told(after(2_000), true).left()).isNull();
    Progress half = Progress.from(BEGUN, 0, 100L).counted(after(2_000), 50, 100L);
    assertThat(half.told(after(2_000), false).left()).isNull();
  }

  @Test
  void howeverLongItTakesFewSamplesAreKept() {
    Progress progress = Progress.from(BEGUN, 0, null);
    for (int i = 1; i <= 100_000; i++) {
      progress = progress.counted(after(i * 5L), i, null);
    }
    assertThat(progress.samples().size()).isLessThan(50);
    assertThat(progress.told(after(500_000), true).rate()).isBetween(199.0, 201.0);
  }
}
