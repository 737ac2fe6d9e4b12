package dev.firebreak.benchmarks.graph;

import dev.firebreak.benchmarks.TemporaryFolder;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.web.config.ConfigFile;
import dev.firebreak.web.config.Firebreak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// A generated graph in an embedded Neo4j of its own, to be asked in Cypher.
public final class StoredGraph implements AutoCloseable {

  private static final int BATCH = 5_000;

  record Rows(List<? extends Record> rows) {}

  record NodeRow(
      String key, String label, int sensitivity, boolean crownJewel, List<String> functions) {}

  record EdgeRow(String kind, String from, String to) {}

  static final Query<Rows, None> NODES =
      Query.write("benchmarks/graph-nodes", Rows.class, None.class);
  static final Query<Rows, None> EDGES =
      Query.write("benchmarks/graph-edges", Rows.class, None.class);

  private final Path folder;
  private final Firebreak firebreak;

  /// Writes all nodes and the edges that are walked.
  ///
  /// @param functions which functions a node does
  public StoredGraph(GraphSnapshot snapshot, IntFunction<List<String>> functions)
      throws IOException {
    this.folder = TemporaryFolder.create();
    Path config = Files.writeString(folder.resolve("firebreak.yaml"), "data-dir: data\n");
    this.firebreak = Firebreak.open(ConfigFile.load(config), Clock.systemUTC());
    List<NodeRow> nodes = new ArrayList<>();
    for (int i = 0; i < snapshot.nodeCount(); i++) {
      nodes.add(
          new NodeRow(
              snapshot.node(i).key(),
              snapshot.kind(i).label(),
              snapshot.sensitivity(i),
              snapshot.crownJewel(i),
              functions.apply(i)));
    }
    List<EdgeRow> edges = new ArrayList<>();
    for (int e = 0; e < snapshot.edgeCount(); e++) {
      if (EdgeKind.WALKABLE.contains(snapshot.edge(e).kind())) {
        edges.add(
            new EdgeRow(
                snapshot.edge(e).kind().name(),
                nodes.get(snapshot.from(e)).key(),
                nodes.get(snapshot.to(e)).key()));
      }
    }
    write(nodes, NODES);
    write(edges, EDGES);
  }

  /// The graph, to be asked.
  public IdentityGraph graph() {
    return firebreak.graph();
  }

  private void write(List<? extends Record> rows, Query<Rows, None> query) {
    for (int i = 0; i < rows.size(); i += BATCH) {
      graph().apply(query, new Rows(rows.subList(i, Math.min(rows.size(), i + BATCH))));
    }
  }

  @Override
  public void close() throws IOException {
    firebreak.close();
    TemporaryFolder.delete(folder);
  }
}
