package dev.firebreak.benchmarks.snapshot;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.graph.store.IdentityGraph;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Writes a snapshot into an empty graph.
public final class GraphLoad {

  private static final int BATCH = 10_000;

  record Rows(List<? extends Record> rows) {}

  record NodeRow(String label, NodeOf of) {}

  record NodeOf(
      String key,
      String name,
      @Nullable String source,
      @Nullable String type,
      @Nullable String id,
      @Nullable Boolean active,
      String kind,
      int sensitivity,
      boolean crownJewel,
      @Nullable String value,
      boolean right,
      @Nullable String userName,
      @Nullable String email,
      @Nullable String department,
      @Nullable String title,
      @Nullable Instant firstSeen,
      @Nullable Instant lastSeen,
      String stamp,
      long fact) {}

  record EdgeRow(EdgeKind kind, String from, String to, EdgeOf of) {}

  record EdgeOf(
      @Nullable String source,
      @Nullable String via,
      @Nullable String attribute,
      @Nullable String rule,
      @Nullable Integer confidence,
      @Nullable Instant since,
      @Nullable Instant validFrom,
      @Nullable Instant validTo,
      @Nullable Instant firstSeen,
      @Nullable Instant lastSeen,
      String stamp,
      long fact) {}

  static final Query<Rows, None> NODES =
      Query.write("benchmarks/load-nodes", Rows.class, None.class);
  static final Query<Rows, None> EDGES =
      Query.write("benchmarks/load-edges", Rows.class, None.class);

  static final Query<None, None> PARTS =
      Query.write("benchmarks/load-parts", None.class, None.class);

  private GraphLoad() {}

  /// Writes all nodes and edges, and which part of the graph each node is of.
  public static void load(GraphSnapshot snapshot, IdentityGraph graph) {
    batches(snapshot.nodeCount(), i -> node(snapshot.node(i)), rows -> graph.apply(NODES, rows));
    batches(snapshot.edgeCount(), i -> edge(snapshot, i), rows -> graph.apply(EDGES, rows));
    graph.apply(PARTS, None.NONE);
  }

  private interface Batch {
    void write(Rows rows);
  }

  private static void batches(int count, IntFunction<Record> row, Batch write) {
    for (int from = 0; from < count; from += BATCH) {
      List<Record> rows = new ArrayList<>();
      for (int i = from; i < Math.min(count, from + BATCH); i++) {
        rows.add(row.apply(i));
      }
      write.write(new Rows(rows));
    }
  }

  private static NodeRow node(Node node) {
    return new NodeRow(
        node.kind().label(),
        new NodeOf(
            node.key(),
            node.name(),
            node.source(),
            node.resourceType(),
            node.resourceId(),
            node.active() == Active.UNKNOWN ? null : (Boolean) (node.active() == Active.YES),
            node.identityKind().name(),
            node.sensitivity(),
            node.crownJewel(),
            node.value(),
            node.right(),
            node.userName(),
            node.email(),
            node.department(),
            node.title(),
            node.firstSeen(),
            node.lastSeen(),
            "bench@" + node.lastSeen(),
            node.hashCode() * 0x9E3779B97F4A7C15L));
  }

  private static EdgeRow edge(GraphSnapshot snapshot, int index) {
    Edge edge = snapshot.edge(index);
    return new EdgeRow(
        edge.kind(),
        snapshot.key(edge.from()),
        snapshot.key(edge.to()),
        new EdgeOf(
            edge.source(),
            edge.via(),
            edge.attribute(),
            edge.rule(),
            edge.confidence(),
            edge.since(),
            edge.validFrom(),
            edge.validTo(),
            edge.firstSeen(),
            edge.lastSeen(),
            "bench@" + edge.lastSeen(),
            edge.hashCode() * 0x9E3779B97F4A7C15L));
  }
}
