package dev.firebreak.web.view;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.harvest.HarvestState;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.ingest.source.SourceOwner;
import dev.firebreak.web.config.FirebreakConfig;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
      @Nullable ZonedDateTime continuedFrom,
      @Nullable ZonedDateTime finishedAt,
      String state,
      @Nullable String problem,
      long held,
      @Nullable ZonedDateTime completeAt,
      @Nullable String acceptedBy,
      @Nullable ZonedDateTime acceptedAt,
      @Nullable String quarantineStamp,
      @Nullable ZonedDateTime quarantineAt,
      @Nullable String quarantineProblem) {}

  record Stamps(List<String> stamps) {}

  record PartRow(
      String stamp,
      String endpoint,
      @Nullable Long promised,
      @Nullable Long received,
      @Nullable Long seen,
      @Nullable Long written,
      @Nullable Long unchanged,
      @Nullable Long swept,
      @Nullable Long rejected,
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

  public Harvests(IdentityGraph graph, FirebreakConfig config) {
    this.graph = graph;
    this.config = config;
  }

  /// A source and its last harvest.
  ///
  /// @param owner who answers for it; null while the configuration names nobody
  /// @param last null while it was never harvested
  public record Source(
      String key,
      String id,
      String name,
      @Nullable String kind,
      @Nullable String baseUrl,
      @Nullable String authKind,
      boolean authoritative,
      @Nullable SourceOwner owner,
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
  /// @param continuedFrom until when it had read before it was cut off; null when it was not
  ///   continued
  /// @param problem why it is not complete, in words
  /// @param held how many nodes stay only since what may be they could not be used
  /// @param completeAt when the last complete harvest of this source ended
  /// @param acceptedBy who accepted that harvest, if it had been in quarantine
  /// @param quarantine the harvest that waits to be accepted; null where none does
  public record Receipt(
      String stamp,
      @Nullable Instant startedAt,
      @Nullable Instant continuedFrom,
      @Nullable Instant finishedAt,
      HarvestState state,
      @Nullable String problem,
      long held,
      @Nullable Instant completeAt,
      @Nullable String acceptedBy,
      @Nullable Instant acceptedAt,
      @Nullable Quarantine quarantine,
      List<Part> parts) {

    /// Whether it saw everything, or everything that changed, and the graph follows it.
    public boolean complete() {
      return state == HarvestState.COMPLETE || state == HarvestState.UPDATED;
    }
  }

  /// A harvest that lacks too much to be believed before somebody accepts it.
  public record Quarantine(String stamp, @Nullable Instant at, String problem) {}

  /// What one endpoint gave, and what became of it. What an older receipt does not say is null.
  ///
  /// @param promised how many resources it said that there are; null where it did not say
  /// @param received how many came
  /// @param seen how many different ones it gave
  /// @param written how many are new in the graph, or not as they were
  /// @param unchanged how many are as they were
  /// @param swept how many the graph had and has no longer
  /// @param rejected how many cannot be used
  public record Part(
      String endpoint,
      @Nullable Long promised,
      @Nullable Long received,
      @Nullable Long seen,
      @Nullable Long written,
      @Nullable Long unchanged,
      @Nullable Long swept,
      @Nullable Long rejected,
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
                declared.address(),
                declared.signIn(),
                declared.authoritative(),
                declared.owner(),
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
    Map<String, SourceOwner> owners = owners();
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
                owners.get(row.id()),
                receipt(last.get(row.id()), parts)))
        .toList();
  }

  private Map<String, SourceOwner> owners() {
    Map<String, SourceOwner> owners = new HashMap<>();
    for (SourceConfig declared : Objects.requireNonNull(config.sources())) {
      if (declared.owner() != null) {
        owners.put(declared.id(), declared.owner());
      }
    }
    return owners;
  }

  private static @Nullable Receipt receipt(
      @Nullable HarvestRow row, Map<String, List<PartRow>> parts) {
    return row == null
        ? null
        : new Receipt(
            row.stamp(),
            instant(row.startedAt()),
            instant(row.continuedFrom()),
            instant(row.finishedAt()),
            HarvestState.valueOf(row.state()),
            row.problem(),
            row.held(),
            instant(row.completeAt()),
            row.acceptedBy(),
            instant(row.acceptedAt()),
            row.quarantineStamp() == null
                ? null
                : new Quarantine(
                    row.quarantineStamp(),
                    instant(row.quarantineAt()),
                    String.valueOf(row.quarantineProblem())),
            parts.getOrDefault(row.stamp(), List.of()).stream().map(Harvests::part).toList());
  }

  private static Part part(PartRow part) {
    return new Part(
        part.endpoint(),
        part.promised(),
        part.received(),
        part.seen(),
        part.written(),
        part.unchanged(),
        part.swept(),
        part.rejected(),
        part.complete(),
        part.problem());
  }

  private static @Nullable Instant instant(@Nullable ZonedDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
