package dev.firebreak.analytics.blastradius;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.RandomGraphs;
import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.reach.Oracle;
import dev.firebreak.graph.query.Query;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Reach is asked four ways on the same random graphs: in Java and in Cypher, forward and backward,
/// and of another graph library.
@ExtendWith(SharedNeo4j.class)
class ReachAgreementTest {

  private static final int GRAPHS = 220;

  private final Map<Long, Scenario> scenarios = new LinkedHashMap<>();
  private IdentityGraph graph;
  private GraphSnapshot snapshot;

  @BeforeEach
  void load(URI uri) {
    graph = IdentityGraph.connect(uri, null, null);
    Seeds.of(GRAPHS).forEach(seed -> scenarios.put(seed, RandomGraphs.of(seed)));
    RandomGraphs.union(scenarios.values()).load(uri);
    snapshot = SnapshotReader.read(graph, Snapshots.NOW);
  }

  @AfterEach
  void close() {
    graph.close();
  }

  @Test
  void everyBlastRadiusIsTheSameInJavaInCypherAndInAnotherLibrary() {
    assertThat(disagreements(GraphReach.BLAST_RADIUS)).isEmpty();
  }

  @Test
  void aQueryThatForgetsValidityOrInactivityIsCaught() {
    assertThat(disagreements(altered("AND \\(r.validTo IS NULL OR \\$asOf < r.validTo\\)", "")))
        .isNotEmpty();
    assertThat(disagreements(altered("WHERE NOT n:Account OR coalesce\\(n.active, true\\)", "")))
        .isNotEmpty();
    assertThat(disagreements(altered("\\|SIGNS_IN_AS", ""))).isNotEmpty();
    assertThat(disagreements(altered("OPENS\\|", "OPENS|ON|"))).isNotEmpty();
  }

  @Test
  void whatIsReachedForwardIsExposedBackward() {
    Map<String, Map<String, Integer>> forward = new TreeMap<>();
    snapshot
        .nodes(NodeKind.IDENTITY)
        .forEach(identity -> {
          BlastRadius radius = BlastRadius.of(snapshot, identity);
          for (Reached reached : radius.reached()) {
            forward
                .computeIfAbsent(reached.key(), key -> new TreeMap<>())
                .put(radius.identityKey(), reached.hops());
          }
        });
    for (int node = 0; node < snapshot.nodeCount(); node++) {
      if (snapshot.node(node).kind().isResource()) {
        String key = snapshot.node(node).key();
        Map<String, Integer> expected = forward.getOrDefault(key, Map.of());
        assertThat(byHops(Exposure.of(snapshot, node)))
            .as("exposure of %s", key)
            .isEqualTo(expected);
        assertThat(
                GraphReach.exposure(graph, key, Snapshots.NOW).stream()
                    .collect(
                        Collectors.toMap(
                            GraphReach.Reacher::identityKey, GraphReach.Reacher::hops)))
            .as("exposure of %s in Cypher", key)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void effectiveAccessHasTheSamePairsInJavaAndInCypherForAllSourcesAndForOne() {
    Map<String, Integer> java = pairs(null);
    assertThat(java).hasSizeGreaterThan(GRAPHS);
    assertThat(pairsInCypher(null)).isEqualTo(java);

    String source = "s" + scenarios.keySet().iterator().next();
    assertThat(pairsInCypher(source)).isEqualTo(pairs(source));
  }

  /// One line for each identity of the first graph about which the three do not agree.
  private List<String> disagreements(Query<GraphReach.OfIdentity, GraphReach.Resource> query) {
    return scenarios.entrySet().stream()
        .map(graph -> disagreements(query, graph.getKey(), graph.getValue()))
        .filter(lines -> !lines.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private List<String> disagreements(
      Query<GraphReach.OfIdentity, GraphReach.Resource> query, long seed, Scenario scenario) {
    List<String> lines = new ArrayList<>();

    Oracle oracle = new Oracle(scenario, Snapshots.NOW);
    for (String identity : identities(scenario)) {
      BlastRadius java = BlastRadius.of(snapshot, Snapshots.at(snapshot, identity));
      List<GraphReach.Resource> cypher =
          graph.ask(query, new GraphReach.OfIdentity(identity, Snapshots.NOW));
      Map<String, Integer> library = oracle.from(identity);
      library.keySet().removeIf(key -> !isResource(scenario, key));
      Map<String, Integer> inCypher =
          cypher.stream()
              .collect(Collectors.toMap(GraphReach.Resource::key, GraphReach.Resource::hops));
      long sum = cypher.stream().mapToLong(GraphReach.Resource::sensitivity).sum();
      if (!byHops(java.reached()).equals(inCypher)
          || !library.equals(inCypher)
          || java.weighted() != sum) {
        lines.add(
            "seed %d, %s: java %s, library %s, cypher %s"
                .formatted(seed, identity, byHops(java.reached()), library, inCypher));
      }
    }
    return lines;
  }

  private static Query<GraphReach.OfIdentity, GraphReach.Resource> altered(
      String pattern, String replacement) {
    var query = GraphReach.BLAST_RADIUS;
    String text = query.text().replaceFirst(pattern, Matcher.quoteReplacement(replacement));
    assertThat(text).isNotEqualTo(query.text());
    return new Query<>(
        query.path(), query.mode(), query.parameters(), query.rows(), query.header(), text);
  }

  private Map<String, Integer> pairs(String source) {
    return EffectiveAccess.stream(snapshot)
        .filter(line -> line.targetKind() == NodeKind.ENTITLEMENT)
        .filter(line -> source == null || line.target().startsWith(source + "/"))
        .collect(
            Collectors.toMap(
                line -> line.identity() + " " + line.target(), EffectiveAccess::hops, Math::min));
  }

  private Map<String, Integer> pairsInCypher(String source) {
    return GraphReach.effectiveAccess(graph, source, Snapshots.NOW).stream()
        .collect(
            Collectors.toMap(
                pair -> pair.identityKey() + " " + pair.entitlementKey(), GraphReach.Pair::hops));
  }

  private static Map<String, Integer> byHops(List<Reached> reached) {
    return reached.stream()
        .collect(Collectors.toMap(Reached::key, Reached::hops, (a, b) -> a, HashMap::new));
  }

  private static Map<String, Integer> byHops(Exposure exposure) {
    return exposure.identities().stream()
        .collect(Collectors.toMap(Exposure.Exposed::key, Exposure.Exposed::hops));
  }

  private static List<String> identities(Scenario scenario) {
    return scenario.nodes().values().stream()
        .filter(node -> node.label().equals("Identity"))
        .map(Scenario.ScenarioNode::key)
        .toList();
  }

  private static boolean isResource(Scenario scenario, String key) {
    return Set.of("Entitlement", "Container", "PrivilegedAccount")
        .contains(scenario.nodes().get(key).label());
  }
}
