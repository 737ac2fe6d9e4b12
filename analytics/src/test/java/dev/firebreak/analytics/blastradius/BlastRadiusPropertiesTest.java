package dev.firebreak.analytics.blastradius;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.RandomGraphs;
import dev.firebreak.analytics.Snapshots;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.testkit.Scenario;
import dev.firebreak.testkit.Seeds;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What must hold of every blast radius, on random graphs without a database.
class BlastRadiusPropertiesTest {

  private final List<Scenario> scenarios = Seeds.of(300).mapToObj(RandomGraphs::of).toList();
  private final GraphSnapshot snapshot = Snapshots.of(RandomGraphs.union(scenarios), Snapshots.NOW);

  @Test
  void theSumsOfEverybodyAreThoseOfEachBlastRadius() {
    List<Radius> all = Radii.all(snapshot);
    assertThat(all).hasSize((int) snapshot.nodes(NodeKind.IDENTITY).count());
    for (Radius radius : all) {
      BlastRadius one = BlastRadius.of(snapshot, radius.node());
      assertThat(radius.identityKey()).isEqualTo(one.identityKey());
      assertThat(radius.count()).isEqualTo(one.count());
      assertThat(radius.weighted()).isEqualTo(one.weighted());
      assertThat(radius.crownJewels()).isEqualTo(one.crownJewels().size());
      assertThat(radius.entitlements()).isEqualTo(count(one, NodeKind.ENTITLEMENT));
      assertThat(radius.containers()).isEqualTo(count(one, NodeKind.CONTAINER));
      assertThat(radius.privilegedAccounts()).isEqualTo(count(one, NodeKind.PRIVILEGED_ACCOUNT));
      assertThat(radius.jewelHops()).isEqualTo(one.jewelHops());
    }
  }

  private static int count(BlastRadius radius, NodeKind kind) {
    return (int) radius.reached().stream().filter(reached -> reached.kind() == kind).count();
  }

  @Test
  void whatIsAsleepIsExactlyWhatWakingAllAccountsAdds() {
    int asleep = 0;
    for (Scenario scenario : scenarios) {
      GraphSnapshot now = Snapshots.of(scenario, Snapshots.NOW);
      GraphSnapshot awake = Snapshots.of(woken(scenario), Snapshots.NOW);
      for (int identity : now.nodes(NodeKind.IDENTITY).toArray()) {
        BlastRadius radius = BlastRadius.of(now, identity);
        Map<String, Integer> expected = byHops(BlastRadius.of(awake, identity).reached());
        expected.keySet().removeAll(byHops(radius.reached()).keySet());
        assertThat(byHops(radius.asleep())).as(radius.identityKey()).isEqualTo(expected);
        asleep += expected.size();
      }
    }
    assertThat(asleep).isGreaterThan(scenarios.size() / 2);
  }

  @Test
  void everyWitnessPathIsAsShortAsItsHopsAndWalksOnlyReachEdges() {
    for (int identity : snapshot.nodes(NodeKind.IDENTITY).toArray()) {
      BlastRadius radius = BlastRadius.of(snapshot, identity);
      for (Reached reached : radius.reached()) {
        var path = radius.pathTo(Snapshots.at(snapshot, reached.key()));
        assertThat(path.hops()).hasSize(reached.hops());
        assertThat(path.first().key()).isEqualTo(radius.identityKey());
        assertThat(path.last().key()).isEqualTo(reached.key());
        assertThat(path.hops()).allMatch(hop -> EdgeKind.WALKABLE.contains(hop.kind()));
      }
    }
  }

  @Test
  void theQueriesWalkExactlyTheEdgesThatTheSchemaCallsWalkable() {
    String walkable =
        EdgeKind.WALKABLE.stream().map(Enum::name).sorted().collect(Collectors.joining("|"));
    for (Query<?, ?> query :
        List.of(GraphReach.BLAST_RADIUS, GraphReach.EXPOSURE, GraphReach.EFFECTIVE_ACCESS)) {
      Matcher types = Pattern.compile("\\[r:([A-Z_|]+)").matcher(query.text());
      assertThat(types.find()).isTrue();
      assertThat(new TreeSet<>(Set.of(types.group(1).split("\\|"))))
          .as(query.path())
          .isEqualTo(new TreeSet<>(Set.of(walkable.split("\\|"))));
    }
  }

  private static Map<String, Integer> byHops(List<Reached> reached) {
    return reached.stream()
        .collect(Collectors.toMap(Reached::key, Reached::hops, (a, b) -> a, HashMap::new));
  }

  private static Scenario woken(Scenario scenario) {
    var nodes = new LinkedHashMap<>(scenario.nodes());
    nodes.replaceAll((key, node) -> {
      Map<String, Object> properties = new HashMap<>(node.properties());
      properties.remove("active");
      return new Scenario.ScenarioNode(node.label(), key, properties);
    });
    return new Scenario(nodes, scenario.edges());
  }
}
