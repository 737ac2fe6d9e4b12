package dev.firebreak.ingest.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.ingest.harvest.HarvestPace.EndpointPace;
import dev.firebreak.ingest.harvest.HarvestProgress.Continued;
import dev.firebreak.ingest.scene.MovedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How fast a harvest goes, by a clock that the test moves.
class HarvestPaceTest {

  private final MovedClock clock = new MovedClock(Instant.parse("2026-11-19T06:00:00Z"));
  private final HarvestPace pace =
      new HarvestPace(clock, Map.of("hr", List.of("/Users", "/Groups")));

  private EndpointPace current() {
    return pace.current().orElseThrow();
  }

  @Test
  void theTimeLeftIsUnknownUntilItIsKnownHowMuchThereIs() {
    clock.pass(Duration.ofSeconds(2));
    pace.read("hr", "/Users", 200, null);
    assertThat(current().pace().rate()).isEqualTo(100.0);
    assertThat(current().pace().left()).isNull();
    assertThat(current().summary()).isEqualTo("hr /Users: 200 resources, 100/s, time left unknown");
    pace.page("hr", "/Users", 2, 200, 1_200);
    assertThat(current().pace().left()).isEqualTo(Duration.ofSeconds(10));
    assertThat(current().summary())
        .isEqualTo("hr /Users: 200 of 1,200 resources, 2 pages, 100/s, 10 s left");
    assertThat(pace.total().left()).as("nobody knows of /Groups yet").isNull();
    assertThat(pace.total().promised()).isNull();
  }

  @Test
  void anEndpointIsTimedFromTheEndOfTheOneBefore() {
    clock.pass(Duration.ofSeconds(10));
    pace.page("hr", "/Users", 1, 1_000, 1_000);
    clock.pass(Duration.ofSeconds(1));
    pace.page("hr", "/Groups", 1, 50, 150);
    assertThat(current().pace().rate()).isEqualTo(50.0);
    assertThat(current().pace().left()).isEqualTo(Duration.ofSeconds(2));
    assertThat(pace.endpoints())
        .extracting(EndpointPace::endpoint, EndpointPace::over)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("/Users", true),
            org.assertj.core.api.Assertions.tuple("/Groups", false));
    assertThat(pace.endpoints().getFirst().pace().rate()).isEqualTo(100.0);
    assertThat(pace.total().promised()).isEqualTo(1_150L);
    assertThat(pace.total().pages()).isEqualTo(2);
    assertThat(pace.total().left()).isPositive().isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void aSourceIsAllOfItsEndpointsAndSaysHowManyOnceEachHasSaidSo() {
    pace.page("hr", "/Users", 1, 100, 300);
    assertThat(pace.source("hr").resources()).isEqualTo(100);
    assertThat(pace.source("hr").promised()).as("nobody knows of /Groups yet").isNull();
    pace.page("hr", "/Groups", 1, 10, 20);
    assertThat(pace.source("hr")).isEqualTo(new HarvestPace.SourcePace("hr", false, 110, 120L));
    pace.over("hr");
    assertThat(pace.source("hr")).isEqualTo(new HarvestPace.SourcePace("hr", true, 110, 110L));
  }

  @Test
  void aStandstillSlowsTheRateAndWithoutTimeThereIsNone() {
    pace.page("hr", "/Users", 1, 100, 400);
    assertThat(current().pace().rate()).isNull();
    assertThat(current().pace().left()).isNull();
    clock.pass(Duration.ofSeconds(1));
    assertThat(current().pace().left()).isEqualTo(Duration.ofSeconds(3));
    clock.pass(Duration.ofSeconds(3));
    assertThat(current().pace().left()).isEqualTo(Duration.ofSeconds(12));
  }

  @Test
  void whatHadBeenReadBeforeItWasCutOffCountsAndTakesNoTime() {
    clock.pass(Duration.ofSeconds(1));
    pace.continued(
        "hr", "/Users", new Continued(6, 600, false, Instant.parse("2026-11-19T05:42:10Z")), 1_000);
    clock.pass(Duration.ofSeconds(1));
    pace.page("hr", "/Users", 8, 800, 1_000);
    assertThat(current().summary())
        .isEqualTo(
            "hr /Users: 800 of 1,000 resources, 8 pages, 100/s, 2 s left; continues at page 7 (600 resources read until 05:42 UTC)");
    assertThat(current().ended().summary())
        .isEqualTo(
            "hr /Users: 800 of 1,000 resources, 8 pages, 100/s; continues at page 7 (600 resources read until 05:42 UTC)");
    assertThat(pace.total().resources()).isEqualTo(800);
    assertThat(pace.total().rate()).isEqualTo(100.0);
  }

  @Test
  void aSourceThatIsOverCountsByWhatItGave() {
    clock.pass(Duration.ofSeconds(1));
    pace.page("hr", "/Users", 1, 10, 400);
    pace.over("hr");
    assertThat(pace.current()).isEmpty();
    assertThat(pace.total().promised()).isEqualTo(10L);
    assertThat(pace.total().left()).isZero();
  }

  @Test
  void longTimesAreToldInMinutesAndHours() {
    clock.pass(Duration.ofSeconds(1));
    pace.page("hr", "/Users", 1, 1, 601);
    assertThat(current().summary()).endsWith("1 page, 1/s, 10 min left");
    pace.page("hr", "/Users", 1, 1, 8_101);
    assertThat(current().summary()).endsWith("2 h 15 min left");
  }
}
