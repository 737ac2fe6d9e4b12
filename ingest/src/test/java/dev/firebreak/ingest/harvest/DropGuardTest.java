package dev.firebreak.ingest.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.ingest.harvest.DropGuard.Unseen;
import dev.firebreak.ingest.harvest.HarvestQueries.Accepted;
import dev.firebreak.ingest.harvest.HarvestReceipt.Part;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is too much to be believed.
class DropGuardTest {

  private static Part users(int distinct) {
    return new Part("/Users", distinct, distinct, distinct, 0, distinct, 0, 0, true, null);
  }

  private static boolean quarantined(double maxDrop, int before, int now) {
    return DropGuard.judge(
            maxDrop,
            List.of(new Accepted("s", 0, "/Users", before)),
            List.of(users(now)),
            List.of(),
            0)
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "5, 10, 9, false",
    "5, 10, 6, false",
    "5, 10, 5, true",
    "5, 2, 1, false",
    "5, 1, 0, true",
    "5, 4, 1, true",
    "5, 100, 95, false",
    "5, 100, 94, true",
    "5, 1000, 950, false",
    "5, 1000, 949, true",
    "5, 1000, 1200, false",
    "5, 0, 0, false",
    "0, 1000, 996, false",
    "0, 1000, 995, true",
    "2.5, 1000, 974, true",
    "50, 1000, 500, false",
    "50, 1000, 499, true",
    "100, 1000, 0, false"
  })
  void aDropBeyondTheThresholdAndTheFloorIsTooMuch(
      double maxDrop, int before, int now, boolean tooMuch) {
    assertThat(quarantined(maxDrop, before, now)).isEqualTo(tooMuch);
  }

  @Test
  void newIdsForEverythingAreALossOfEverything() {
    assertThat(
            DropGuard.judge(
                5,
                List.of(new Accepted("s", 0, "/Users", 100)),
                List.of(users(100)),
                List.of(new Unseen("Entitlement", 40, 1), new Unseen("User", 100, 100)),
                0))
        .contains("User: only 0 of 100 known are left (100.0 % fewer)");
  }

  @ParameterizedTest
  @CsvSource({"100, 51, false", "100, 49, true", "19, 0, false", "20, 0, true"})
  void membershipsAndGrantsMayHalve(int before, int now, boolean tooMuch) {
    assertThat(
            DropGuard.judge(
                    5,
                    List.of(new Accepted("s", before, null, 0)),
                    List.of(users(1)),
                    List.of(),
                    now)
                .isPresent())
        .isEqualTo(tooMuch);
  }

  @Test
  void whatIsMissingIsSaidOnce() {
    assertThat(
            DropGuard.judge(
                5,
                List.of(new Accepted("s", 90, "/Groups", 3), new Accepted("s", 90, "/Users", 100)),
                List.of(users(80), new Part("/Groups", 3, 3, 3, 0, 3, 0, 0, true, null)),
                List.of(new Unseen("User", 100, 20)),
                10))
        .contains(
            "/Users gave 80 where 100 came before (20.0 % fewer);"
                + " memberships and grants: 10 where 90 were stated before (88.9 % fewer)");
  }

  @Test
  void thereIsNothingToCompareTheFirstHarvestWith() {
    assertThat(
            DropGuard.judge(5, List.of(), List.of(users(0)), List.of(new Unseen("User", 9, 9)), 0))
        .isEmpty();
  }
}
