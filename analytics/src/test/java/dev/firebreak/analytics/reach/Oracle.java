package dev.firebreak.analytics.reach;

import dev.firebreak.testkit.Scenario;
import dev.firebreak.testkit.Scenario.ScenarioEdge;
import dev.firebreak.testkit.Scenario.ScenarioNode;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedPseudograph;
import org.jgrapht.traverse.BreadthFirstIterator;

/// Reach by another library, from the scenario's text and with its own reading of the rules: the
/// third opinion.
public final class Oracle {

  private static final Set<String> WALKED =
      Set.of("OWNS", "MEMBER_OF", "HOLDS", "IMPLIES", "OPENS", "CONTAINS", "SIGNS_IN_AS");

  private final Graph<String, DefaultEdge> graph = new DirectedPseudograph<>(DefaultEdge.class);

  public Oracle(Scenario scenario, Instant now) {
    scenario.nodes().keySet().forEach(graph::addVertex);
    for (ScenarioEdge edge : scenario.edges()) {
      ScenarioNode to = scenario.nodes().get(edge.to());
      boolean asleep =
          to.label().equals("Account") && Boolean.FALSE.equals(to.properties().get("active"));
      if (WALKED.contains(edge.type()) && holds(edge, now) && !asleep) {
        graph.addEdge(edge.from(), edge.to());
      }
    }
  }

  /// Every node reached with its hops, the start among them.
  public Map<String, Integer> from(String start) {
    Map<String, Integer> hops = new HashMap<>();
    BreadthFirstIterator<String, DefaultEdge> walk = new BreadthFirstIterator<>(graph, start);
    while (walk.hasNext()) {
      String node = walk.next();
      hops.put(node, walk.getDepth(node));
    }
    return hops;
  }

  private static boolean holds(ScenarioEdge edge, Instant now) {
    ZonedDateTime from = (ZonedDateTime) edge.properties().get("validFrom");
    ZonedDateTime to = (ZonedDateTime) edge.properties().get("validTo");
    return (from == null || from.toInstant().compareTo(now) <= 0)
        && (to == null || to.toInstant().compareTo(now) > 0);
  }
}
