package dev.firebreak.benchmarks.sod;

import dev.firebreak.benchmarks.graph.StoredGraph;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The same rules in Cypher, over the same graph in an embedded Neo4j.
final class CypherRules implements AutoCloseable {

  record Rules(List<RuleRow> rows) {}

  record RuleRow(String id, List<String> functions) {}

  record Hits(String rule, long hits) {}

  static final Query<Rules, None> RULES =
      Query.write("benchmarks/sod-rules", Rules.class, None.class);
  static final Query<None, None> DOES = Query.write("benchmarks/sod-does", None.class, None.class);
  static final Query<None, Hits> HITS = Query.read("benchmarks/sod-hits", None.class, Hits.class);

  private final StoredGraph stored;

  CypherRules(GraphSnapshot snapshot, DrawnRules drawn) throws IOException {
    Map<Integer, List<String>> does = new HashMap<>();
    for (int f = 0; f < drawn.entitlements().size(); f++) {
      for (int node : drawn.entitlements().get(f)) {
        does.computeIfAbsent(node, key -> new ArrayList<>()).add("f" + f);
      }
    }
    this.stored = new StoredGraph(snapshot, node -> does.getOrDefault(node, List.of()));
    stored
        .graph()
        .apply(
            RULES,
            new Rules(
                drawn.rules().rules().stream()
                    .map(rule -> new RuleRow(rule.id(), rule.functions()))
                    .toList()));
    stored.graph().apply(DOES, None.NONE);
  }

  /// How many identities match each rule; rules that nobody matches are absent.
  Map<String, Long> hits() {
    Map<String, Long> hits = new HashMap<>();
    stored.graph().ask(HITS, None.NONE).forEach(row -> hits.put(row.rule(), row.hits()));
    return hits;
  }

  @Override
  public void close() throws IOException {
    stored.close();
  }
}
