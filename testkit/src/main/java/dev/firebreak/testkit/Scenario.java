package dev.firebreak.testkit;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;

/// A small identity graph written down as text, so that one example can be asked forward and
/// backward, in Cypher and in Java. One line is a node, an edge, a comment (`#`) or empty:
///
/// ```
/// identity ana active department=Finance
/// account doorway/User/a1 inactive name="Ana Costa"
/// entitlement ledger/Entitlement/pay sensitivity=80 crown
/// ana -OWNS-> doorway/User/a1
/// doorway/User/a1 -MEMBER_OF-> doorway/Group/g1 until=2026-01-01T00:00:00Z
/// ```
///
/// The words of a node line are `identity`, `source`, `account`, `group`, `entitlement`,
/// `container` or `safe`, and `privileged`. A key without `/` is an identity's or, on a source
/// line, a source's. A node that only edges name is made from the type in its key (`User`, `Group`,
/// `Entitlement`, `Role`, `Container`, `PrivilegedData`, `Identity`).
///
/// Flags: `active`, `inactive`, `crown`, `right`, `authoritative`. Everything else is `name=value`
/// and becomes a property: numbers, `true`, `false` and instants are read as such, `"…"` allows
/// spaces; `from` and `until` are `validFrom` and `validTo`.
///
/// @param nodes by key
/// @param edges in the order written, parallel ones kept
public record Scenario(SequencedMap<String, ScenarioNode> nodes, List<ScenarioEdge> edges) {

  /// A node: its kind's label, its key and all its properties, the key among them.
  public record ScenarioNode(String label, String key, Map<String, Object> properties) {}

  /// An edge: its relationship type, the keys of its ends, its properties.
  public record ScenarioEdge(String type, String from, String to, Map<String, Object> properties) {}

  public Scenario {
    nodes = new LinkedHashMap<>(nodes);
    edges = List.copyOf(edges);
    for (ScenarioEdge edge : edges) {
      if (!nodes.containsKey(edge.from()) || !nodes.containsKey(edge.to())) {
        throw new IllegalArgumentException("the scenario has no node for an end of " + edge);
      }
    }
  }

  /// Reads the text.
  ///
  /// @throws IllegalArgumentException naming the line that is not understood
  public static Scenario parse(String text) {
    return ScenarioText.parse(text);
  }

  /// This scenario beside another one, which must not share a key with it.
  public Scenario plus(Scenario other) {
    SequencedMap<String, ScenarioNode> both = new LinkedHashMap<>(nodes);
    other.nodes.forEach((key, node) -> {
      if (both.put(key, node) != null) {
        throw new IllegalArgumentException("both scenarios have the node " + key);
      }
    });
    List<ScenarioEdge> all = new ArrayList<>(edges);
    all.addAll(other.edges);
    return new Scenario(both, all);
  }

  /// Writes the scenario into a Neo4j without authentication, beside what is there.
  public void load(URI uri) {
    try (var driver = GraphDatabase.driver(uri, AuthTokens.none());
        var session = driver.session()) {
      session.executeWriteWithoutResult(tx -> {
        tx.run(
            """
            CYPHER 25
            UNWIND $nodes AS row
            CREATE (n:Node:$(row.label))
            SET n += row.properties
            """,
            Map.of("nodes", nodes.values().stream().map(Scenario::row).toList()));
        tx.run(
            """
            CYPHER 25
            UNWIND $edges AS row
            MATCH (a:Node {key: row.from})
            MATCH (b:Node {key: row.to})
            CREATE (a)-[r:$(row.type)]->(b)
            SET r += row.properties
            """,
            Map.of("edges", edges.stream().map(Scenario::row).toList()));
      });
    }
  }

  private static Map<String, Object> row(ScenarioNode node) {
    return Map.of("label", node.label(), "properties", node.properties());
  }

  private static Map<String, Object> row(ScenarioEdge edge) {
    return Map.of(
        "type", edge.type(), "from", edge.from(), "to", edge.to(), "properties", edge.properties());
  }
}
