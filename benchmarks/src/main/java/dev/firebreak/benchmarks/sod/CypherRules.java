package dev.firebreak.benchmarks.sod;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.config.ConfigFile;
import dev.firebreak.web.config.Firebreak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The same rules in Cypher, over the same graph in an embedded Neo4j.
final class CypherRules implements AutoCloseable {

  private static final int BATCH = 5_000;

  record Rows(List<? extends Record> rows) {}

  record NodeRow(String key, String label, List<String> functions) {}

  record EdgeRow(String kind, String from, String to) {}

  record RuleRow(String id, List<String> functions) {}

  record Hits(String rule, long hits) {}

  static final Query<Rows, None> NODES =
      Query.write("benchmarks/graph-nodes", Rows.class, None.class);
  static final Query<Rows, None> EDGES =
      Query.write("benchmarks/graph-edges", Rows.class, None.class);
  static final Query<Rows, None> RULES =
      Query.write("benchmarks/sod-rules", Rows.class, None.class);
  static final Query<None, None> DOES = Query.write("benchmarks/sod-does", None.class, None.class);
  static final Query<None, Hits> HITS = Query.read("benchmarks/sod-hits", None.class, Hits.class);

  private final Path folder;
  private final Firebreak firebreak;

  CypherRules(GraphSnapshot snapshot, DrawnRules drawn) throws IOException {
    this.folder = Files.createTempDirectory("firebreak-benchmark");
    Path config = Files.writeString(folder.resolve("firebreak.yaml"), "data-dir: data\n");
    this.firebreak = Firebreak.open(ConfigFile.load(config), Clock.systemUTC());
    Map<Integer, List<String>> does = new HashMap<>();
    for (int f = 0; f < drawn.entitlements().size(); f++) {
      for (int node : drawn.entitlements().get(f)) {
        does.computeIfAbsent(node, key -> new ArrayList<>()).add("f" + f);
      }
    }
    List<NodeRow> nodes = new ArrayList<>();
    for (int i = 0; i < snapshot.nodeCount(); i++) {
      nodes.add(
          new NodeRow(
              snapshot.node(i).key(),
              snapshot.node(i).kind().label(),
              does.getOrDefault(i, List.of())));
    }
    List<EdgeRow> edges = new ArrayList<>();
    for (int e = 0; e < snapshot.edgeCount(); e++) {
      if (EdgeKind.WALKABLE.contains(snapshot.edge(e).kind())) {
        edges.add(
            new EdgeRow(
                snapshot.edge(e).kind().name(),
                snapshot.node(snapshot.edge(e).from()).key(),
                snapshot.node(snapshot.edge(e).to()).key()));
      }
    }
    write(nodes, NODES);
    write(edges, EDGES);
    write(
        drawn.rules().rules().stream()
            .map(rule -> new RuleRow(rule.id(), rule.functions()))
            .toList(),
        RULES);
    firebreak.graph().apply(DOES, None.NONE);
  }

  /// How many identities match each rule; rules that nobody matches are absent.
  Map<String, Long> hits() {
    Map<String, Long> hits = new HashMap<>();
    firebreak.graph().ask(HITS, None.NONE).forEach(row -> hits.put(row.rule(), row.hits()));
    return hits;
  }

  private void write(List<? extends Record> rows, Query<Rows, None> query) {
    for (int i = 0; i < rows.size(); i += BATCH) {
      firebreak.graph().apply(query, new Rows(rows.subList(i, Math.min(rows.size(), i + BATCH))));
    }
  }

  @Override
  public void close() throws IOException {
    firebreak.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
