package dev.firebreak.benchmarks.radius;

import dev.firebreak.analytics.blastradius.Figures;
import dev.firebreak.analytics.blastradius.PlainSearch;
import dev.firebreak.analytics.reach.ReachGraph;
import dev.firebreak.benchmarks.graph.StoredGraph;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The same sums in Cypher, over the same graph in an embedded Neo4j.
final class CypherRadii implements AutoCloseable {

  record Sums(String identityKey, long resources, long crownJewels, long weighted) {}

  static final Query<None, Sums> SUMS =
      Query.read("benchmarks/radius-sums", None.class, Sums.class);

  private static final Sums NOTHING = new Sums("", 0, 0, 0);

  private final GraphSnapshot snapshot;
  private final int[] identities;
  private final Figures expected;
  private final StoredGraph stored;

  /// @param snapshot orders its nodes by itself, so that it is searched anew
  CypherRadii(GraphSnapshot snapshot) throws IOException {
    this.snapshot = snapshot;
    this.identities = snapshot.nodes(NodeKind.IDENTITY).toArray();
    this.expected = new PlainSearch(ReachGraph.of(snapshot)).of(identities);
    this.stored = new StoredGraph(snapshot, node -> List.of());
  }

  /// What the database answers, for whoever reaches anything.
  List<Sums> sums() {
    return stored.graph().ask(SUMS, None.NONE);
  }

  /// Whether the database said what plain search says of each identity.
  boolean agrees(List<Sums> sums) {
    Map<String, Sums> byKey =
        sums.stream().collect(Collectors.toMap(Sums::identityKey, Function.identity()));
    for (int row = 0; row < identities.length; row++) {
      Sums said = byKey.getOrDefault(snapshot.node(identities[row]).key(), NOTHING);
      if (said.resources() != expected.count(row)
          || said.crownJewels() != expected.crownJewels(row)
          || said.weighted() != expected.weighted(row)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    stored.close();
  }
}
