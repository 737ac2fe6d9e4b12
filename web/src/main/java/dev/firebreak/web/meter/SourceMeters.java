package dev.firebreak.web.meter;

import dev.firebreak.ingest.harvest.HarvestReceipt;
import dev.firebreak.ingest.harvest.HarvestState;
import dev.firebreak.scim.client.CallEnd;
import dev.firebreak.scim.client.CallObserver;
import dev.firebreak.scim.client.Circuit;
import dev.firebreak.scim.client.Credential;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Every meter of the sources, by the names of `docs/operations/metrics.md`. What is unknown is
/// NaN, never 0.
public final class SourceMeters implements AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, CallStatistics> statistics = new ConcurrentHashMap<>();
  private final Map<String, Instant> complete = new ConcurrentHashMap<>();

  /// What was counted of the last harvest of a source, if it may be continued; by endpoint.
  private final Map<String, Map<String, HarvestReceipt.Part>> cutOff = new ConcurrentHashMap<>();

  private final Clock clock;

  public SourceMeters(Clock clock) {
    this.clock = clock;
  }

  /// The last calls to a source.
  public CallFigures calls(String source) {
    return statistics(source).figures();
  }

  private CallStatistics statistics(String source) {
    return statistics.computeIfAbsent(source, _ -> new CallStatistics(clock));
  }

  /// Who is to hear of the requests to a source.
  public CallObserver observer(String source) {
    CallStatistics last = statistics(source);
    return new CallObserver() {
      @Override
      public void called(CallEnd end, Duration took) {
        last.called(end, took);
        Timer.builder("firebreak.scim.calls")
            .description("Requests to a source, by what they came to")
            .tag("source", source)
            .tag("outcome", end.name().toLowerCase(Locale.ROOT))
            .publishPercentiles(0.5, 0.95)
            .register(registry)
            .record(took);
      }

      @Override
      public void sentAgain() {
        last.sentAgain();
        Counter.builder("firebreak.scim.retries")
            .description("Requests that were sent again")
            .tag("source", source)
            .register(registry)
            .increment();
      }
    };
  }

  /// Watches a source from now on.
  ///
  /// @param circuit whether it is called at all; null while that is unknown
  /// @param credentials what it is signed in with
  public void watch(
      String source, Supplier<@Nullable Circuit> circuit, Supplier<List<Credential>> credentials) {
    gauge(
        "firebreak.harvest.complete.age",
        "seconds",
        "Time since the last complete harvest of a source ended",
        source,
        () -> age(source));
    gauge(
        "firebreak.scim.circuit.open",
        null,
        "1 while a source is left alone since too many calls failed, 0.5 while one call tries",
        source,
        () -> {
          Circuit now = circuit.get();
          return now == null
              ? Double.NaN
              : switch (now) {
                case CLOSED -> 0;
                case HALF_OPEN -> 0.5;
                case OPEN -> 1;
              };
        });
    gauge(
        "firebreak.scim.credential.left",
        "seconds",
        "Time until the first credential of a source expires that nothing renews",
        source,
        () ->
            credentials.get().stream()
                .filter(credential -> !credential.renewed())
                .mapToDouble(credential -> seconds(clock.instant(), credential.expiresAt()))
                .min()
                .orElse(Double.NaN));
  }

  private double age(String source) {
    Instant at = complete.get(source);
    return at == null ? Double.NaN : seconds(at, clock.instant());
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }

  private void gauge(
      String name, @Nullable String unit, String what, String source, Supplier<Number> value) {
    Gauge.builder(name, value)
        .baseUnit(unit)
        .description(what)
        .tag("source", source)
        .strongReference(true)
        .register(registry);
  }

  /// A source was complete at that time.
  public void complete(String source, Instant at) {
    complete.merge(source, at, (known, found) -> known.isAfter(found) ? known : found);
  }

  /// Counts what a harvest came to.
  public void harvested(HarvestReceipt receipt) {
    String source = receipt.source();
    Counter.builder("firebreak.harvests")
        .description("Harvests of a source, by the state they ended in")
        .tags("source", source, "state", receipt.state().name().toLowerCase(Locale.ROOT))
        .register(registry)
        .increment();
    Map<String, HarvestReceipt.Part> counted =
        receipt.continuedFrom() == null ? Map.of() : cutOff.getOrDefault(source, Map.of());
    for (HarvestReceipt.Part part : receipt.parts()) {
      HarvestReceipt.Part before = counted.get(part.endpoint());
      count(source, "received", part.received() - (before == null ? 0 : before.received()));
      count(source, "rejected", part.rejected() - (before == null ? 0 : before.rejected()));
      count(source, "swept", part.swept());
    }
    if (receipt.state() == HarvestState.INCOMPLETE) {
      cutOff.put(
          source,
          receipt.parts().stream()
              .collect(Collectors.toMap(HarvestReceipt.Part::endpoint, part -> part)));
    } else {
      cutOff.remove(source);
    }
    if (receipt.complete()) {
      complete(source, receipt.finishedAt());
    }
  }

  private void count(String source, String what, long resources) {
    if (resources < 0) {
      return; // less is known by now than before: a counter never falls
    }
    Counter.builder("firebreak.harvest.resources")
        .description("Resources of a source, by what became of them in harvests")
        .tags("source", source, "result", what)
        .register(registry)
        .increment((double) resources);
  }

  /// Every meter as text, in the format that Prometheus reads (version 0.0.4).
  public String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    registry.close();
  }
}
