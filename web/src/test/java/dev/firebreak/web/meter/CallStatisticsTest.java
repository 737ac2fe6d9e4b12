package dev.firebreak.web.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.firebreak.scim.client.CallEnd;
import dev.firebreak.scim.client.Circuit;
import dev.firebreak.scim.client.Credential;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The last calls in figures.
class CallStatisticsTest {

  private static final Instant NOW = Instant.parse("2026-11-19T06:00:00Z");

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final CallStatistics calls = new CallStatistics(clock);

  @Test
  void withoutACallNothingIsKnownAndNothingIsZero() {
    CallFigures figures = calls.figures();
    assertThat(figures.calls()).isZero();
    assertThat(figures.since()).isNull();
    assertThat(figures.successRate()).isNull();
    assertThat(figures.median()).isNull();
    assertThat(figures.p95()).isNull();
    assertThat(figures.share(CallEnd.ANSWERED)).isNull();
    assertThat(figures.ends()).isEmpty();
  }

  @Test
  void quantilesAreExactAndErrorsAreToldByKind() {
    IntStream.rangeClosed(1, 95).forEach(i -> calls.called(CallEnd.ANSWERED, Duration.ofMillis(i)));
    calls.called(CallEnd.THROTTLED, Duration.ofMillis(300));
    IntStream.range(0, 4).forEach(_ -> calls.called(CallEnd.SERVER_ERROR, Duration.ofMillis(500)));
    calls.sentAgain();
    CallFigures figures = calls.figures();
    assertThat(figures.successRate()).isEqualTo(0.95);
    assertThat(figures.median()).isEqualTo(Duration.ofMillis(50));
    assertThat(figures.p95()).isEqualTo(Duration.ofMillis(95));
    assertThat(figures.ends())
        .containsExactly(
            entry(CallEnd.ANSWERED, 95),
            entry(CallEnd.THROTTLED, 1),
            entry(CallEnd.SERVER_ERROR, 4));
    assertThat(figures.share(CallEnd.SERVER_ERROR)).isEqualTo(0.04);
    assertThat(figures.share(CallEnd.TIMEOUT)).isZero();
    assertThat(figures.sentAgain()).isEqualTo(1);
  }

  @Test
  void oldCallsAreForgotten() {
    calls.called(CallEnd.TIMEOUT, Duration.ofSeconds(30));
    IntStream.range(0, 1_000).forEach(_ -> calls.called(CallEnd.ANSWERED, Duration.ofMillis(1)));
    assertThat(calls.figures().calls()).isEqualTo(1_000);
    assertThat(calls.figures().successRate()).isEqualTo(1.0);
  }

  @Test
  void aGaugeOfSomethingUnknownIsNotANumber() {
    try (SourceMeters meters = new SourceMeters(clock)) {
      meters.watch("hr", () -> null, List::of);
      meters.watch(
          "app",
          () -> Circuit.OPEN,
          () ->
              List.of(
                  new Credential(Credential.Kind.ACCESS_TOKEN, NOW.plusSeconds(60), true),
                  new Credential(Credential.Kind.CERTIFICATE, NOW.plusSeconds(3_600), false)));
      meters.complete("app", NOW.minusSeconds(90));
      meters.observer("app").called(CallEnd.ANSWERED, Duration.ofMillis(5));
      meters.observer("app").sentAgain();
      assertThat(meters.text())
          .contains("firebreak_harvest_complete_age_seconds{source=\"hr\"} NaN")
          .contains("firebreak_scim_circuit_open{source=\"hr\"} NaN")
          .contains("firebreak_scim_credential_left_seconds{source=\"hr\"} NaN")
          .contains("firebreak_harvest_complete_age_seconds{source=\"app\"} 90.0")
          .contains("firebreak_scim_circuit_open{source=\"app\"} 1.0")
          .contains("firebreak_scim_credential_left_seconds{source=\"app\"} 3600.0")
          .contains("firebreak_scim_calls_seconds_count{outcome=\"answered\",source=\"app\"} 1")
          .contains("firebreak_scim_retries_total{source=\"app\"} 1.0");
    }
  }
}
