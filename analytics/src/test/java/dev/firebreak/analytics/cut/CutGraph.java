package dev.firebreak.analytics.cut;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A small graph in which every membership and grant can be taken away, as a harvest would state
/// it.
final class CutGraph {

  static final Instant NOW = Instant.parse("2026-11-22T06:12:00Z");
  static final Instant LONG_AGO = Instant.parse("2025-01-01T00:00:00Z");

  private final List<Node> nodes = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();
  private final Map<String, Integer> index = new HashMap<>();

  String identity(String id) {
    return add(NodeKind.IDENTITY, NodeKey.identity(id), id, null, 0, false);
  }

  /// An identity with an account of the same name.
  String person(String id) {
    String identity = identity(id);
    edge(EdgeKind.OWNS, identity, account(id), null, null, null);
    return identity;
  }

  String account(String id) {
    return add(NodeKind.ACCOUNT, new NodeKey("s", "User", id), id, null, 0, false);
  }

  static String accountOf(String id) {
    return new NodeKey("s", "User", id).value();
  }

  String group(String id) {
    return add(NodeKind.GROUP, new NodeKey("s", "Group", id), id, null, 0, false);
  }

  String jewel(String value, int sensitivity) {
    return add(
        NodeKind.ENTITLEMENT,
        new NodeKey("s", "Entitlement", value),
        value,
        value,
        sensitivity,
        true);
  }

  String entitlement(String value) {
    return add(
        NodeKind.ENTITLEMENT, new NodeKey("s", "Entitlement", value), value, value, 50, false);
  }

  CutGraph owns(String identity, String account) {
    return edge(EdgeKind.OWNS, identity, account, null, null, null);
  }

  CutGraph member(String member, String group) {
    return edge(EdgeKind.MEMBER_OF, member, group, group, "members", LONG_AGO);
  }

  CutGraph holds(String holder, String entitlement) {
    return holds(holder, entitlement, LONG_AGO);
  }

  CutGraph holds(String holder, String entitlement, Instant since) {
    return edge(EdgeKind.HOLDS, holder, entitlement, holder, "entitlements", since);
  }

  CutGraph implies(String role, String entitlement) {
    return edge(EdgeKind.IMPLIES, role, entitlement, null, null, null);
  }

  private CutGraph edge(
      EdgeKind kind, String from, String to, String via, String attribute, Instant since) {
    edges.add(
        new Edge(
            kind,
            index.get(from),
            index.get(to),
            via == null ? null : "s",
            via,
            attribute,
            null,
            null,
            since,
            null,
            null,
            null,
            null));
    return this;
  }

  GraphSnapshot snapshot() {
    GraphSnapshot.Builder builder = GraphSnapshot.builder(NOW);
    nodes.forEach(builder::add);
    edges.forEach(builder::add);
    return builder.build();
  }

  private String add(
      NodeKind kind, NodeKey key, String name, String value, int sensitivity, boolean jewel) {
    index.put(key.value(), nodes.size());
    nodes.add(
        new Node(
            kind,
            key.value(),
            name,
            key.source(),
            key.type(),
            key.id(),
            Active.YES,
            IdentityKind.PERSON,
            sensitivity,
            jewel,
            value,
            false,
            null,
            null,
            null,
            null,
            null,
            null));
    return key.value();
  }
}
