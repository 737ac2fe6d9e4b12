package dev.firebreak.analytics.attribution;

import dev.firebreak.analytics.RandomGraphs;
import dev.firebreak.analytics.Snapshots;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.testkit.Scenario;
import dev.firebreak.testkit.Scenario.ScenarioEdge;
import dev.firebreak.testkit.Scenario.ScenarioNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Two states of a random graph: nodes and edges that only one has, accounts that were switched,
/// resources that weigh otherwise or were marked, grants that began or ended between the two
/// instants.
final class RandomPairs {

  private final RandomGenerator chance;
  private final Scenario base;

  private RandomPairs(long seed) {
    this.chance = RandomGeneratorFactory.of("L64X128MixRandom").create(~seed);
    this.base = RandomGraphs.of(seed);
  }

  record Pair(GraphSnapshot before, GraphSnapshot after) {}

  static Pair of(long seed) {
    RandomPairs random = new RandomPairs(seed);
    int often = 2 + random.chance.nextInt(10);
    Instant now = Snapshots.NOW;
    return new Pair(
        Snapshots.of(random.draw(often), now),
        Snapshots.of(random.draw(often), now.plusSeconds(random.chance.nextInt(3) * 40L)));
  }

  /// The graph without some of its nodes and edges, and with other properties.
  ///
  /// @param often one in so many is left out or changed
  private Scenario draw(int often) {
    SequencedMap<String, ScenarioNode> nodes = new LinkedHashMap<>();
    base.nodes()
        .forEach((key, node) -> {
          if (chance.nextInt(4 * often) > 0) {
            nodes.put(key, new ScenarioNode(node.label(), key, changed(node, often)));
          }
        });
    List<ScenarioEdge> edges = new ArrayList<>();
    for (ScenarioEdge edge : base.edges()) {
      if (nodes.containsKey(edge.from())
          && nodes.containsKey(edge.to())
          && chance.nextInt(often) > 0) {
        edges.add(edge);
      }
    }
    return new Scenario(nodes, edges);
  }

  private Map<String, Object> changed(ScenarioNode node, int often) {
    Map<String, Object> properties = new LinkedHashMap<>(node.properties());
    if (chance.nextInt(often) == 0) {
      if (node.label().equals("Account")) {
        properties.put("active", chance.nextBoolean());
      } else {
        properties.put("sensitivity", (long) chance.nextInt(101));
        properties.put("crownJewel", chance.nextBoolean());
      }
    }
    return properties;
  }
}
