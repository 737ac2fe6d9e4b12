package dev.firebreak.benchmarks.snapshot;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.graph.store.IdentityGraph;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads a snapshot as one would at first: a row for each node and each edge.
final class RowReader {

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
      Query.read("benchmarks/rows-nodes", None.class, NodeRow.class);
  static final Query<None, EdgeRow> EDGES =
      Query.read("benchmarks/rows-edges", None.class, EdgeRow.class);

  private RowReader() {}

  static GraphSnapshot read(IdentityGraph graph, Instant asOf) {
    GraphSnapshot.Builder builder = GraphSnapshot.builder(asOf);
    Map<String, Integer> index = new HashMap<>();
    for (NodeRow row : graph.ask(NODES, None.NONE)) {
      index.put(row.key(), builder.add(node(row)));
    }
    for (EdgeRow row : graph.ask(EDGES, None.NONE)) {
      builder.add(
          new Edge(
              EdgeKind.valueOf(row.kind()),
              Objects.requireNonNull(index.get(row.from())),
              Objects.requireNonNull(index.get(row.to())),
              row.source(),
              row.via(),
              row.attribute(),
              row.rule(),
              row.confidence() == null ? null : (Integer) row.confidence().intValue(),
              instant(row.since()),
              instant(row.validFrom()),
              instant(row.validTo()),
              instant(row.firstSeen()),
              instant(row.lastSeen())));
    }
    return builder.build();
  }

  private static Node node(NodeRow row) {
    return new Node(
        NodeKind.ofLabel(row.label()),
        row.key(),
        Objects.requireNonNullElse(row.name(), row.key()),
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
        instant(row.lastSeen()));
  }

  private static @Nullable Instant instant(@Nullable ZonedDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
