package dev.firebreak.analytics;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.testkit.Scenario;
import dev.firebreak.testkit.Scenario.ScenarioEdge;
import dev.firebreak.testkit.Scenario.ScenarioNode;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;

/// Builds a snapshot of a scenario without a database.
public final class Snapshots {

  /// The instant that tests decide for where nothing else matters.
  public static final Instant NOW = Instant.parse("2026-11-22T06:12:00Z");

  private Snapshots() {}

  public static GraphSnapshot of(String scenario) {
    return of(Scenario.parse(scenario), NOW);
  }

  public static GraphSnapshot of(Scenario scenario, Instant asOf) {
    GraphSnapshot.Builder builder = GraphSnapshot.builder(asOf);
    Map<String, Integer> index = new HashMap<>();
    scenario.nodes().values().forEach(node -> index.put(node.key(), builder.add(node(node))));
    scenario
        .edges()
        .forEach(edge -> builder.add(edge(edge, index.get(edge.from()), index.get(edge.to()))));
    return builder.build();
  }

  /// The index of a node that must be there.
  public static int at(GraphSnapshot snapshot, String key) {
    return snapshot.find(key).orElseThrow(() -> new AssertionError("no node " + key));
  }

  private static Node node(ScenarioNode node) {
    Map<String, Object> p = node.properties();
    Long sensitivity = (Long) p.get("sensitivity");
    return new Node(
        NodeKind.ofLabel(node.label()),
        node.key(),
        (String) p.get("name"),
        (String) p.get("source"),
        (String) p.get("type"),
        (String) p.get("id"),
        Active.of((Boolean) p.get("active")),
        p.get("kind") == null ? IdentityKind.UNKNOWN : IdentityKind.valueOf((String) p.get("kind")),
        sensitivity == null ? 0 : sensitivity.intValue(),
        Boolean.TRUE.equals(p.get("crownJewel")),
        (String) p.get("value"),
        Boolean.TRUE.equals(p.get("right")),
        (String) p.get("userName"),
        (String) p.get("email"),
        (String) p.get("department"),
        (String) p.get("title"),
        instant(p.get("firstSeen")),
        instant(p.get("lastSeen")));
  }

  private static Edge edge(ScenarioEdge edge, int from, int to) {
    Map<String, Object> p = edge.properties();
    return new Edge(
        EdgeKind.valueOf(edge.type()),
        from,
        to,
        (String) p.get("source"),
        (String) p.get("via"),
        (String) p.get("attribute"),
        (String) p.get("rule"),
        p.get("confidence") instanceof Long sure ? sure.intValue() : null,
        instant(p.get("since")),
        instant(p.get("validFrom")),
        instant(p.get("validTo")),
        instant(p.get("firstSeen")),
        instant(p.get("lastSeen")));
  }

  private static Instant instant(Object time) {
    return time == null ? null : ((ZonedDateTime) time).toInstant();
  }
}
