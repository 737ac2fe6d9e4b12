package dev.firebreak.graph.snapshot;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.store.IdentityGraph;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the whole identity graph into a [GraphSnapshot].
public final class SnapshotReader {

  record NodeRow(
      String key,
      String label,
      @Nullable String name,
      @Nullable String source,
      @Nullable String type,
      @Nullable String id,
      @Nullable Boolean active,
      @Nullable String kind,
      @Nullable Long sensitivity,
      @Nullable Boolean crownJewel,
      @Nullable String value,
      @Nullable Boolean right,
      @Nullable String userName,
      @Nullable String email,
      @Nullable String department,
      @Nullable String title,
      @Nullable ZonedDateTime firstSeen,
      @Nullable ZonedDateTime lastSeen,
      boolean missing) {}

  record EdgeRow(
      String kind,
      String from,
      String to,
      @Nullable String source,
      @Nullable String via,
      @Nullable String attribute,
      @Nullable String rule,
      @Nullable Long confidence,
      @Nullable ZonedDateTime since,
      @Nullable ZonedDateTime validFrom,
      @Nullable ZonedDateTime validTo,
      @Nullable ZonedDateTime firstSeen,
      @Nullable ZonedDateTime lastSeen,
      boolean missing) {}

  static final Query<None, NodeRow> NODES =
      Query.read("read/snapshot-nodes", None.class, NodeRow.class);
  static final Query<None, EdgeRow> EDGES =
      Query.read("read/snapshot-edges", None.class, EdgeRow.class);

  static final Query<None, HarvestRow> LAST_COMPLETE =
      Query.read("read/last-complete-harvests", None.class, HarvestRow.class);

  record HarvestRow(String source, ZonedDateTime at) {}

  private final Map<String, Instant> complete = new HashMap<>();

  private SnapshotReader(List<HarvestRow> harvests) {
    harvests.forEach(harvest -> complete.put(harvest.source(), harvest.at().toInstant()));
  }

  /// Reads every node and edge and decides reach as of `asOf`.
  public static GraphSnapshot read(IdentityGraph graph, Instant asOf) {
    SnapshotReader reader = new SnapshotReader(graph.ask(LAST_COMPLETE, None.NONE));
    GraphSnapshot.Builder builder = GraphSnapshot.builder(asOf);
    Map<String, Integer> index = new HashMap<>();
    for (NodeRow row : graph.ask(NODES, None.NONE)) {
      index.put(row.key(), builder.add(reader.node(row)));
    }
    for (EdgeRow row : graph.ask(EDGES, None.NONE)) {
      Integer from = index.get(row.from());
      Integer to = index.get(row.to());
      if (from != null && to != null) {
        builder.add(
            new Edge(
                EdgeKind.valueOf(row.kind()),
                from,
                to,
                row.source(),
                row.via(),
                row.attribute(),
                row.rule(),
                row.confidence() == null ? null : row.confidence().intValue(),
                instant(row.since()),
                instant(row.validFrom()),
                instant(row.validTo()),
                instant(row.firstSeen()),
                reader.lastSeen(row.source(), row.lastSeen(), row.missing())));
      }
    }
    return builder.build();
  }

  /// A harvest writes only what is not as it was: what it left in the graph it has seen, unless it
  /// is marked as missing.
  private @Nullable Instant lastSeen(
      @Nullable String source, @Nullable ZonedDateTime written, boolean missing) {
    Instant at = instant(written);
    Instant harvest = source == null || missing ? null : complete.get(source);
    return at == null || harvest == null || harvest.isBefore(at) ? at : harvest;
  }

  private Node node(NodeRow row) {
    return new Node(
        NodeKind.ofLabel(row.label()),
        row.key(),
        row.name() == null ? row.key() : row.name(),
        row.source(),
        row.type(),
        row.id(),
        Active.of(row.active()),
        row.kind() == null ? IdentityKind.UNKNOWN : IdentityKind.valueOf(row.kind()),
        row.sensitivity() == null ? 0 : row.sensitivity().intValue(),
        Boolean.TRUE.equals(row.crownJewel()),
        row.value(),
        Boolean.TRUE.equals(row.right()),
        row.userName(),
        row.email(),
        row.department(),
        row.title(),
        instant(row.firstSeen()),
        lastSeen(row.source(), row.lastSeen(), row.missing()));
  }

  private static @Nullable Instant instant(@Nullable ZonedDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
