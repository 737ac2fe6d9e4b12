package dev.firebreak.ingest.harvest;

import dev.firebreak.ingest.harvest.HarvestProgress.Continued;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How fast a harvest goes and when it will be over, by what [HarvestProgress] hears. Endpoints are
/// read one after the other. Safe for use by several threads.
public final class HarvestPace {

  private final Clock clock;
  private final Instant begunAt;
  private final Map<Place, Count> counts = new LinkedHashMap<>();
  private @Nullable Place now;

  /// How far one endpoint is, or a whole job.
  ///
  /// @param pages answers read
  /// @param resources resources read
  /// @param promised how many there are to be; null while that is unknown
  /// @param rate resources a second since the first was asked for; null while no time has passed
  /// @param left how long until all are read, at this rate; null while that is unknown
  public record Pace(
      long pages,
      long resources,
      @Nullable Long promised,
      @Nullable Double rate,
      @Nullable Duration left) {

    /// In words: `1,200 of 6,000 resources, 12 pages, 812/s, 6 s left`.
    public String summary() {
      return summary(false);
    }

    private String summary(boolean over) {
      StringBuilder words = new StringBuilder("%,d".formatted(resources));
      if (promised != null) {
        words.append(" of %,d".formatted(promised));
      }
      words.append(resources == 1 && promised == null ? " resource" : " resources");
      if (pages > 0) {
        words.append(", %,d %s".formatted(pages, pages == 1 ? "page" : "pages"));
      }
      if (rate != null) {
        words.append(", %,.0f/s".formatted(rate));
      }
      if (!over) {
        words.append(left == null ? ", time left unknown" : left(left));
      }
      return words.toString();
    }

    private static String left(Duration time) {
      return time.isPositive() ? ", " + inWords(time) + " left" : "";
    }

    private static String inWords(Duration time) {
      if (time.compareTo(Duration.ofMinutes(2)) < 0) {
        return Math.max(1, time.toSeconds()) + " s";
      }
      return time.toHours() < 2
          ? time.toMinutes() + " min"
          : time.toHours() + " h " + time.toMinutesPart() + " min";
    }

    /// @param before resources that took no time, since they had been read before
    static Pace of(
        long pages, long resources, long before, @Nullable Long promised, Duration took) {
      Double rate =
          took.isPositive() ? Math.max(0, resources - before) / (took.toNanos() / 1e9) : null;
      return new Pace(pages, resources, promised, rate, left(resources, promised, rate));
    }

    private static @Nullable Duration left(
        long resources, @Nullable Long promised, @Nullable Double rate) {
      if (promised == null || rate == null) {
        return null;
      }
      if (resources >= promised) {
        return Duration.ZERO;
      }
      return rate > 0 ? Duration.ofMillis(Math.round((promised - resources) / rate * 1000)) : null;
    }
  }

  /// How far one endpoint is.
  ///
  /// @param over whether it is read to its end
  ///
  /// @param continued where it goes on that was cut off, in words; null where it was read from its
  ///   beginning
  public record EndpointPace(
      String source, String endpoint, boolean over, Pace pace, @Nullable String continued) {

    /// One line for a log or a terminal: `doorway /Users: 600 of 600 resources, 6 pages, 812/s`.
    public String summary() {
      return "%s %s: %s%s"
          .formatted(
              source, endpoint, pace.summary(over), continued == null ? "" : "; " + continued);
    }

    /// The same, as it is in the end.
    public EndpointPace ended() {
      return new EndpointPace(source, endpoint, true, pace, continued);
    }
  }

  private record Place(String source, String endpoint) {}

  private static final class Count {
    private @Nullable Instant from;
    private Instant until = Instant.EPOCH;
    private long pages;
    private long before;
    private @Nullable String continued;
    private long resources;
    private @Nullable Long promised;
    private boolean over;
  }

  /// @param planned the endpoints to be read, by source and in order
  public HarvestPace(Clock clock, Map<String, List<String>> planned) {
    this.clock = clock;
    this.begunAt = clock.instant();
    planned.forEach((source, endpoints) ->
        endpoints.forEach(endpoint -> counts.put(new Place(source, endpoint), new Count())));
  }

  /// Resources of an endpoint have been read.
  ///
  /// @param promised what the server said there would be in all; null when it says nothing now
  public synchronized void read(
      String source, String endpoint, long resources, @Nullable Integer promised) {
    Count count = at(new Place(source, endpoint));
    count.resources = Math.max(count.resources, resources);
    count.promised = promised == null ? count.promised : Long.valueOf(promised);
    count.until = clock.instant();
  }

  /// A page of an endpoint has been read.
  public synchronized void page(
      String source, String endpoint, long pages, long resources, @Nullable Integer promised) {
    read(source, endpoint, resources, promised);
    at(new Place(source, endpoint)).pages = pages;
  }

  /// An endpoint goes on where it was cut off.
  public synchronized void continued(
      String source, String endpoint, Continued from, @Nullable Integer promised) {
    page(source, endpoint, from.pages(), from.resources(), promised);
    Count count = at(new Place(source, endpoint));
    count.before = from.resources();
    count.continued = from.summary();
  }

  /// All of a source that will be read has been read.
  public synchronized void over(String source) {
    counts.forEach((place, count) -> {
      if (place.source().equals(source)) {
        count.over = true;
      }
    });
    now = null;
  }

  private Count at(Place place) {
    Count count = counts.computeIfAbsent(place, _ -> new Count());
    if (!place.equals(now)) {
      Count before = now == null ? null : counts.get(now);
      if (before != null) {
        before.over = true;
      }
      now = place;
    }
    if (count.from == null) {
      count.from =
          counts.values().stream()
              .filter(other -> other.from != null)
              .map(other -> other.until)
              .max(Instant::compareTo)
              .orElse(begunAt);
    }
    return count;
  }

  /// The endpoint that is being read; empty between sources and before the first answer.
  public synchronized Optional<EndpointPace> current() {
    Place place = now;
    return place == null
        ? Optional.empty()
        : Optional.of(pace(place, Objects.requireNonNull(counts.get(place))));
  }

  /// Every endpoint that has answered, in order.
  public synchronized List<EndpointPace> endpoints() {
    List<EndpointPace> all = new ArrayList<>();
    counts.forEach((place, count) -> {
      if (count.from != null) {
        all.add(pace(place, count));
      }
    });
    return List.copyOf(all);
  }

  /// How far one source is.
  ///
  /// @param over whether no more of it is read
  /// @param resources resources read
  /// @param promised how many there are to be; null until every endpoint that is read of it has
  ///   said so
  public record SourcePace(String source, boolean over, long resources, @Nullable Long promised) {}

  /// One source. A source that nothing is planned of has nothing to be read.
  public synchronized SourcePace source(String source) {
    long resources = 0;
    Long promised = 0L;
    boolean over = true;
    for (Map.Entry<Place, Count> each : counts.entrySet()) {
      if (each.getKey().source().equals(source)) {
        Count count = each.getValue();
        resources += count.resources;
        over &= count.over;
        promised = sum(promised, count);
      }
    }
    return new SourcePace(source, over, resources, promised);
  }

  private static @Nullable Long sum(@Nullable Long promised, Count count) {
    Long all = count.over ? Long.valueOf(count.resources) : count.promised;
    return promised == null || all == null ? null : Long.valueOf(promised + all);
  }

  /// The whole job. What is promised is known once every endpoint that is still to be read has said
  /// so.
  public synchronized Pace total() {
    long pages = 0;
    long resources = 0;
    long before = 0;
    Long promised = 0L;
    for (Count count : counts.values()) {
      pages += count.pages;
      resources += count.resources;
      before += count.before;
      promised = sum(promised, count);
    }
    return Pace.of(pages, resources, before, promised, Duration.between(begunAt, clock.instant()));
  }

  private EndpointPace pace(Place place, Count count) {
    Instant from = Objects.requireNonNull(count.from);
    Instant until = count.over ? count.until : clock.instant();
    return new EndpointPace(
        place.source(),
        place.endpoint(),
        count.over,
        Pace.of(
            count.pages,
            count.resources,
            count.before,
            count.promised,
            Duration.between(from, until)),
        count.continued);
  }
}
