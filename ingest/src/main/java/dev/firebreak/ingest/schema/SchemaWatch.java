package dev.firebreak.ingest.schema;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.scim.client.Discovery;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.resource.ScimFailure;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compares what a source says of its resource types and schemas (RFC 7644 §4) with what it said at
/// its last harvest, and keeps what was added or removed.
public final class SchemaWatch {

  record SourceId(String source) {}

  record SchemaRow(
      List<String> lines,
      ZonedDateTime at,
      @Nullable ZonedDateTime changedAt,
      List<String> added,
      List<String> removed) {}

  record Save(
      String source,
      List<String> lines,
      Instant at,
      @Nullable Instant changedAt,
      List<String> added,
      List<String> removed) {}

  static final Query<SourceId, SchemaRow> KNOWN =
      Query.read("workflow/source-schema", SourceId.class, SchemaRow.class);
  static final Query<Save, None> SAVE =
      Query.write("workflow/save-source-schema", Save.class, None.class);

  private final IdentityGraph graph;

  public SchemaWatch(IdentityGraph graph) {
    this.graph = graph;
  }

  /// What a source says of itself, and how that changed the last time that it did.
  ///
  /// @param lines a line for each type, schema and attribute: `attribute userName of urn:…:User`
  /// @param at when it was last asked
  /// @param changedAt when a change was found; null while none was
  /// @param added what that change added
  /// @param removed what it took away
  public record Known(
      List<String> lines,
      Instant at,
      @Nullable Instant changedAt,
      List<String> added,
      List<String> removed) {}

  /// What a source last said; empty while it never said anything.
  public Optional<Known> known(String source) {
    return graph.ask(KNOWN, new SourceId(source)).stream()
        .findFirst()
        .map(row ->
            new Known(
                row.lines(),
                row.at().toInstant(),
                row.changedAt() == null ? null : row.changedAt().toInstant(),
                row.added(),
                row.removed()));
  }

  /// Asks a source and compares. One that does not answer, or says nothing of itself, is left as it
  /// was known.
  ///
  /// @param at now
  /// @return what changed, now; empty where nothing did, or it is said for the first time
  public Optional<Known> look(String source, ScimClient client, Instant at) {
    List<String> lines;
    try {
      lines = List.copyOf(lines(client.discover()));
    } catch (ScimFailure failure) {
      return Optional.empty();
    }
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    Known before = known(source).orElse(null);
    Known now = compare(before, lines, at);
    graph.apply(SAVE, new Save(source, lines, at, now.changedAt(), now.added(), now.removed()));
    return at.equals(now.changedAt()) ? Optional.of(now) : Optional.empty();
  }

  static Known compare(@Nullable Known before, List<String> lines, Instant at) {
    if (before == null) {
      return new Known(lines, at, null, List.of(), List.of());
    }
    List<String> added = without(lines, before.lines());
    List<String> removed = without(before.lines(), lines);
    return added.isEmpty() && removed.isEmpty()
        ? new Known(lines, at, before.changedAt(), before.added(), before.removed())
        : new Known(lines, at, at, added, removed);
  }

  private static List<String> without(List<String> some, List<String> others) {
    NavigableSet<String> left = new TreeSet<>(some);
    others.forEach(left::remove);
    return List.copyOf(left);
  }

  static NavigableSet<String> lines(Discovery discovery) {
    NavigableSet<String> lines = new TreeSet<>();
    discovery
        .types()
        .forEach(type -> {
          lines.add(
              "type %s%s"
                  .formatted(type.name(), type.endpoint() == null ? "" : " at " + type.endpoint()));
          type.extensions()
              .forEach(urn -> lines.add("extension %s of %s".formatted(urn, type.name())));
        });
    discovery
        .schemas()
        .forEach(schema -> {
          lines.add("schema " + schema.id());
          schema
              .attributes()
              .forEach(name -> lines.add("attribute %s of %s".formatted(name, schema.id())));
        });
    return lines;
  }
}
