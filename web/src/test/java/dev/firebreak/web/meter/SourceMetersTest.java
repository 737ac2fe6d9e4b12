package dev.firebreak.web.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.store.WriteCounts;
import dev.firebreak.ingest.harvest.HarvestReceipt;
import dev.firebreak.ingest.harvest.HarvestState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceMetersTest {

  private static final Instant START = Instant.parse("2026-11-22T06:12:00Z");

  @Test
  void whatAHarvestReadBeforeItWasCutOffIsCountedOnce() {
    try (SourceMeters meters = new SourceMeters(Clock.systemUTC())) {
      meters.harvested(harvest(9, HarvestState.INCOMPLETE, null));
      assertThat(meters.text()).contains(received(9));
      meters.harvested(harvest(12, HarvestState.COMPLETE, START));
      assertThat(meters.text()).contains(received(12));
      meters.harvested(harvest(12, HarvestState.COMPLETE, null));
      assertThat(meters.text()).as("another harvest").contains(received(24));
    }
  }

  @Test
  void aHarvestThatBeganAnewReadEverythingAgain() {
    try (SourceMeters meters = new SourceMeters(Clock.systemUTC())) {
      meters.harvested(harvest(9, HarvestState.INCOMPLETE, null));
      meters.harvested(harvest(12, HarvestState.COMPLETE, null));
      assertThat(meters.text()).contains(received(21));
    }
  }

  private static String received(int resources) {
    return "firebreak_harvest_resources_total{result=\"received\",source=\"hr\"} "
        + resources
        + ".0";
  }

  private static HarvestReceipt harvest(
      int received, HarvestState state, @Nullable Instant continuedFrom) {
    String problem = state == HarvestState.COMPLETE ? null : "cut off";
    return new HarvestReceipt(
        "hr",
        "hr@" + START,
        START,
        continuedFrom,
        START.plus(Duration.ofMinutes(1)),
        state,
        problem,
        List.of(
            new HarvestReceipt.Part(
                "/Users", 12, received, received, 0, received, 0, 0, problem == null, problem)),
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        WriteCounts.NONE,
        List.of(),
        List.of());
  }
}
