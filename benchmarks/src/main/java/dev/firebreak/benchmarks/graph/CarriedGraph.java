package dev.firebreak.benchmarks.graph;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;

/// A drawn graph as a harvest would state it, so that each membership and grant can be taken out:
/// memberships are carried by their group, rights on safes by a permission, other grants by their
/// holder.
public final class CarriedGraph {

  private CarriedGraph() {}

  /// The same nodes and edges, every edge with what carries it.
  public static GraphSnapshot of(GraphSnapshot drawn) {
    GraphSnapshot.Builder builder = GraphSnapshot.builder(drawn.asOf());
    for (int node = 0; node < drawn.nodeCount(); node++) {
      builder.add(drawn.node(node));
    }
    for (int at = 0; at < drawn.edgeCount(); at++) {
      builder.add(carried(drawn, drawn.edge(at)));
    }
    return builder.build();
  }

  private static Edge carried(GraphSnapshot drawn, Edge edge) {
    return switch (edge.kind()) {
      case MEMBER_OF -> carried(edge, key(drawn, edge.to()), "members");
      case HOLDS ->
          isRight(drawn, edge.to())
              ? carried(edge, permission(drawn, edge), "rights")
              : carried(edge, key(drawn, edge.from()), "entitlements");
      case OWNS, IMPLIES, ON, OPENS, CONTAINS, SIGNS_IN_AS, REPORTS_TO -> edge;
    };
  }

  private static boolean isRight(GraphSnapshot drawn, int entitlement) {
    int first = drawn.firstOut(entitlement);
    return first < drawn.endOut(entitlement) && drawn.edgeKind(first) == EdgeKind.OPENS;
  }

  private static NodeKey permission(GraphSnapshot drawn, Edge edge) {
    return new NodeKey(
        "vault",
        "ContainerPermission",
        key(drawn, edge.to()).id() + "." + key(drawn, edge.from()).id());
  }

  private static NodeKey key(GraphSnapshot drawn, int node) {
    return NodeKey.parse(drawn.key(node));
  }

  private static Edge carried(Edge edge, NodeKey carrier, String attribute) {
    return new Edge(
        edge.kind(),
        edge.from(),
        edge.to(),
        carrier.source(),
        carrier.value(),
        attribute,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
