package dev.firebreak.analytics.blastradius;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.RandomGraphs;
import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.reach.ReachGraph;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.SnapshotReader;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.testkit.Scenario;
import dev.firebreak.testkit.Seeds;
import dev.firebreak.testkit.SharedNeo4j;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Three computations of the same sums on the same 500 random graphs: the engine, a search for
/// each, and one Cypher query through a real database.
@ExtendWith(SharedNeo4j.class)
class EngineAgreementTest {

  private static final int GRAPHS = 500;

  @Test
  void theEngineASearchForEachAndCypherAgreeOnEverySum(URI uri) {
    List<Scenario> scenarios = Seeds.of(GRAPHS).mapToObj(RandomGraphs::of).toList();
    RandomGraphs.union(scenarios).load(uri);
    try (IdentityGraph graph = IdentityGraph.connect(uri, null, null)) {
      GraphSnapshot snapshot = SnapshotReader.read(graph, Snapshots.NOW);
      int[] identities = snapshot.nodes(NodeKind.IDENTITY).toArray();
      ReachGraph reach = ReachGraph.of(snapshot);
      Figures plain = new PlainSearch(reach).of(identities);
      Map<String, GraphReach.Sums> cypher = new HashMap<>();
      GraphReach.sums(graph, Snapshots.NOW).forEach(row -> cypher.put(row.identityKey(), row));

      for (int threads = 1; threads <= 3; threads++) {
        Figures engine = Engine.of(reach, identities, threads).orElseThrow();
        assertThat(disagreements(snapshot, identities, engine, plain)).isEmpty();
      }
      assertThat(cypher).hasSize(identities.length);
      for (int row = 0; row < identities.length; row++) {
        String key = snapshot.node(identities[row]).key();
        assertThat(row(key, plain, row)).isEqualTo(cypher.get(key));
      }
    }
  }

  @Test
  void eachGraphAloneGivesTheSameAsAllOfThemTogether() {
    for (long seed : Seeds.of(GRAPHS).toArray()) {
      GraphSnapshot snapshot = Snapshots.of(RandomGraphs.of(seed), Snapshots.NOW);
      ReachGraph reach = ReachGraph.of(snapshot);
      for (NodeKind kind : List.of(NodeKind.IDENTITY, NodeKind.GROUP, NodeKind.ACCOUNT)) {
        int[] sources = snapshot.nodes(kind).toArray();
        Figures plain = new PlainSearch(reach).of(sources);
        for (int most : new int[] {1, 2, Additions.MOST}) {
          assertThat(Engine.of(reach, sources, 1, most))
              .as("seed %d, %s, additions of at most %d", seed, kind, most)
              .contains(plain);
        }
      }
    }
  }

  @Test
  void addingUpSumsInsteadOfUnitingSetsIsCaught() {
    List<Scenario> scenarios = Seeds.of(GRAPHS).mapToObj(RandomGraphs::of).toList();
    GraphSnapshot snapshot = Snapshots.of(RandomGraphs.union(scenarios), Snapshots.NOW);
    ReachGraph reach = ReachGraph.of(snapshot);
    int[] identities = snapshot.nodes(NodeKind.IDENTITY).toArray();
    Figures plain = new PlainSearch(reach).of(identities);

    Figures added = new Figures(identities.length);
    for (int row = 0; row < identities.length; row++) {
      long[] sums = new long[3];
      int[] accounts = reach.rows().targets(identities[row]).distinct().toArray();
      Figures parts = new PlainSearch(reach).of(accounts);
      for (int part = 0; part < accounts.length; part++) {
        sums[0] += (long) parts.entitlements(part) << 32 | parts.containers(part);
        sums[1] += (long) parts.privilegedAccounts(part) << 32 | parts.crownJewels(part);
        sums[2] += parts.weighted(part);
      }
      added.sums(row, sums[0], sums[1], sums[2]);
      added.jewelHops(row, plain.jewelHops(row));
    }
    assertThat(disagreements(snapshot, identities, added, plain)).isNotEmpty();
  }

  private static List<String> disagreements(
      GraphSnapshot snapshot, int[] identities, Figures one, Figures other) {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < identities.length; row++) {
      String key = snapshot.node(identities[row]).key();
      if (!row(key, one, row).equals(row(key, other, row))) {
        lines.add(row(key, one, row) + " and " + row(key, other, row));
      }
    }
    return lines;
  }

  private static GraphReach.Sums row(String key, Figures figures, int row) {
    return new GraphReach.Sums(
        key,
        figures.entitlements(row),
        figures.containers(row),
        figures.privilegedAccounts(row),
        figures.crownJewels(row),
        figures.weighted(row),
        figures.jewelHops(row));
  }
}
