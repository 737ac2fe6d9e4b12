package dev.firebreak.web.view;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.web.config.FirebreakConfig;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The sources and the receipts of their last harvests, as stored.
@Component
public final class Harvests {

  record SourceRow(
      String key,
      String id,
      String name,
      @Nullable String kind,
      @Nullable String baseUrl,
      @Nullable String authKind,
      boolean authoritative) {}

  record HarvestRow(
      String source,
      String stamp,
      @Nullable ZonedDateTime startedAt,
      @Nullable ZonedDateTime finishedAt,
      boolean complete,
      @Nullable String problem,
      @Nullable ZonedDateTime completeAt) {}

  record Stamps(List<String> stamps) {}

  record PartRow(
      String stamp,
      String endpoint,
      @Nullable Long promised,
      @Nullable Long seen,
      boolean complete,
      @Nullable String problem) {}

  static final Query<None, SourceRow> SOURCES =
      Query.read("read/sources", None.class, SourceRow.class);
  static final Query<None, HarvestRow> LAST =
      Query.read("read/last-harvests", None.class, HarvestRow.class);
  static final Query<Stamps, PartRow> PARTS =
      Query.read("read/harvest-parts", Stamps.class, PartRow.class);

  private final IdentityGraph graph;

  private final FirebreakConfig config;

  Harvests(IdentityGraph graph, FirebreakConfig config) {
    this.graph = graph;
    this.config = config;
  }

  /// A source and its last harvest.
  ///
  /// @param last null while it was never harvested
  public record Source(
      String key,
      String id,
      String name,
      @Nullable String kind,
      @Nullable String baseUrl,
      @Nullable String authKind,
      boolean authoritative,
      @Nullable Receipt last) {

    /// Whether its last harvest saw everything.
    public boolean complete() {
      return last != null && last.complete();
    }

    /// Since when all of its data is known; null while no harvest was complete.
    public @Nullable Instant asOf() {
      return last == null ? null : last.completeAt();
    }
  }

  /// The receipt of a harvest.
  ///
  /// @param problem why it is not complete, in words
  /// @param completeAt when the last complete harvest of this source ended
  public record Receipt(
      String stamp,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      boolean complete,
      @Nullable String problem,
      @Nullable Instant completeAt,
      List<Part> parts) {}

  /// What one endpoint gave.
  ///
  /// @param promised how many resources it said that there are; null where it did not say
  /// @param seen how many different ones it gave
  public record Part(
      String endpoint,
      @Nullable Long promised,
      @Nullable Long seen,
      boolean complete,
      @Nullable String problem) {}

  /// Every source, by name: those that were harvested, and those that are declared and were not.
  public List<Source> all() {
    List<Source> all = new ArrayList<>(harvested());
    Set<String> known = all.stream().map(Source::id).collect(Collectors.toSet());
    for (SourceConfig declared : Objects.requireNonNull(config.sources())) {
      if (!known.contains(declared.id())) {
        all.add(
            new Source(
                NodeKey.source(declared.id()).value(),
                declared.id(),
                declared.displayName(),
                declared.kind().name(),
                declared.baseUrl().toString(),
                declared.auth().kind(),
                declared.authoritative(),
                null));
      }
    }
    all.sort(Comparator.comparing(Source::name));
    return List.copyOf(all);
  }

  private List<Source> harvested() {
    Map<String, HarvestRow> last =
        graph.ask(LAST, None.NONE).stream()
            .collect(Collectors.toMap(HarvestRow::source, row -> row));
    Map<String, List<PartRow>> parts =
        last.isEmpty()
            ? Map.of()
            : graph
                .ask(PARTS, new Stamps(last.values().stream().map(HarvestRow::stamp).toList()))
                .stream()
                .collect(Collectors.groupingBy(PartRow::stamp));
    return graph.ask(SOURCES, None.NONE).stream()
        .map(row ->
            new Source(
                row.key(),
                row.id(),
                row.name(),
                row.kind(),
                row.baseUrl(),
                row.authKind(),
                row.authoritative(),
                receipt(last.get(row.id()), parts)))
        .toList();
  }

  private static @Nullable Receipt receipt(
      @Nullable HarvestRow row, Map<String, List<PartRow>> parts) {
    return row == null
        ? null
        : new Receipt(
            row.stamp(),
            instant(row.startedAt()),
            instant(row.finishedAt()),
            row.complete(),
            row.problem(),
            instant(row.completeAt()),
            parts.getOrDefault(row.stamp(), List.of()).stream()
                .map(part ->
                    new Part(
                        part.endpoint(),
                        part.promised(),
                        part.seen(),
                        part.complete(),
                        part.problem()))
                .toList());
  }

  private static @Nullable Instant instant(@Nullable ZonedDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
