package dev.firebreak.web.health;

import dev.firebreak.graph.query.Query;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.scim.client.Circuit;
import dev.firebreak.scim.client.Credential;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.web.config.ConfigInvalid;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.health.SourceHealth.Coverage;
import dev.firebreak.web.health.SourceHealth.Expiry;
import dev.firebreak.web.meter.CallFigures;
import dev.firebreak.web.view.Harvests;
import dev.firebreak.web.view.NotThere;
import dev.firebreak.web.work.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Puts together how well sources are.
@Component
public final class SourceHealths {

  /// How long before its end a credential is warned of.
  private static final Duration AHEAD = Duration.ofDays(14);

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  record Of(String source) {}

  record CoverageRow(
      @Nullable ZonedDateTime from,
      @Nullable ZonedDateTime until,
      boolean whole,
      long entitlements,
      @Nullable String feed,
      long waiting) {}

  static final Query<Of, CoverageRow> COVERAGES =
      Query.read("read/usage-coverages", Of.class, CoverageRow.class);

  private final Firebreak firebreak;
  private final Harvests harvests;
  private final Schedules schedules;

  SourceHealths(Firebreak firebreak, Harvests harvests, Schedules schedules) {
    this.firebreak = firebreak;
    this.harvests = harvests;
    this.schedules = schedules;
  }

  private record Credentials(List<Credential> known, @Nullable String problem) {}

  /// How well a source is. Calls nobody.
  ///
  /// @throws NotThere if the configuration has none with this id
  public SourceHealth of(String id) {
    SourceConfig source =
        firebreak
            .sources()
            .find(id)
            .orElseThrow(
                () -> new NotThere("The configuration has no source with the id " + id + "."));
    Instant now = firebreak.clock().instant();
    Harvests.Receipt last =
        harvests.all().stream()
            .filter(one -> one.id().equals(id))
            .map(Harvests.Source::last)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    Instant completeAt = last == null ? null : last.completeAt();
    CallFigures calls = firebreak.meters().calls(id);
    Circuit circuit =
        calls.calls() == 0
            ? null
            : firebreak.sources().called(id).map(ScimClient::circuit).orElse(null);
    Credentials credentials = credentials(source);
    List<Expiry> expiries =
        credentials.known().stream()
            .map(credential -> Expiry.of(credential, now, AHEAD))
            .sorted(Comparator.comparing(Expiry::at))
            .toList();
    return new SourceHealth(
        id,
        source.displayName(),
        source.owner(),
        calls,
        circuit,
        last == null ? null : last.startedAt(),
        completeAt,
        completeAt == null ? null : Duration.between(completeAt, now),
        schedules.plans().get(id),
        expiries,
        credentials.problem(),
        firebreak.schemas().known(id).orElse(null),
        usage(id),
        warnings(expiries, credentials.problem(), circuit));
  }

  /// What somebody should do something about, by source; sources that are well are not in it.
  public Map<String, List<String>> warnings() {
    Instant now = firebreak.clock().instant();
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (SourceConfig source : firebreak.sources().all()) {
      Credentials credentials = credentials(source);
      List<String> own =
          warnings(
              credentials.known().stream()
                  .map(credential -> Expiry.of(credential, now, AHEAD))
                  .toList(),
              credentials.problem(),
              firebreak.sources().called(source.id()).map(ScimClient::circuit).orElse(null));
      if (!own.isEmpty()) {
        all.put(source.id(), own);
      }
    }
    return all;
  }

  /// Every meter as text, up to date.
  public String meters() {
    harvests
        .all()
        .forEach(source -> {
          Instant at = source.asOf();
          if (at != null) {
            firebreak.meters().complete(source.id(), at);
          }
        });
    return firebreak.meters().text();
  }

  private List<Coverage> usage(String source) {
    return firebreak.graph().ask(COVERAGES, new Of(source)).stream()
        .map(row ->
            new Coverage(
                row.from() == null ? null : row.from().toInstant(),
                row.until() == null ? null : row.until().toInstant(),
                row.whole(),
                row.entitlements(),
                row.feed(),
                row.waiting()))
        .toList();
  }

  private Credentials credentials(SourceConfig source) {
    if (source.files() != null) {
      return new Credentials(List.of(), null);
    }
    try {
      return new Credentials(firebreak.sources().client(source).credentials(), null);
    } catch (ConfigInvalid e) {
      return new Credentials(List.of(), String.valueOf(e.getMessage()));
    }
  }

  private static List<String> warnings(
      List<Expiry> expiries, @Nullable String problem, @Nullable Circuit circuit) {
    List<String> all = new ArrayList<>();
    if (problem != null) {
      all.add("What it is signed in with cannot be read: " + problem);
    }
    for (Expiry expiry : expiries) {
      switch (expiry.state()) {
        case GOOD -> {}
        case SOON ->
            all.add(
                "Its %s expires at %s; replace it before."
                    .formatted(expiry.what(), DATE.format(expiry.at())));
        case OVER -> {
          if (!expiry.renewed()) {
            all.add(
                "Its %s expired at %s; replace it."
                    .formatted(expiry.what(), DATE.format(expiry.at())));
          }
        }
      }
    }
    if (circuit == Circuit.OPEN) {
      all.add(
          "Too many of its last calls failed, so it is left alone for a while; look at the service provider.");
    }
    return List.copyOf(all);
  }
}
