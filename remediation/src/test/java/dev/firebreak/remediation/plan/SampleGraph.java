package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.reach.Walk;
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
import java.util.OptionalInt;

/// Builds a snapshot the way a harvest would: every membership, grant and right names the resource
/// and attribute that carries it. Nodes are named by their keys.
public final class SampleGraph {

  public static final Instant NOW = Instant.parse("2026-11-22T06:12:00Z");
  public static final String GROUP_ENTITLEMENTS =
      "urn:firebreak:params:scim:schemas:extension:access:1.0:Group:entitlements";

  private final List<Node> nodes = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();
  private final Map<String, Integer> index = new HashMap<>();

  public String identity(String id) {
    return add(NodeKind.IDENTITY, NodeKey.identity(id), id, Active.YES, null, 0);
  }

  public String identity(String id, Active active) {
    return add(NodeKind.IDENTITY, NodeKey.identity(id), id, active, null, 0);
  }

  public String account(String source, String id) {
    return account(source, id, Active.YES);
  }

  public String account(String source, String id, Active active) {
    return add(NodeKind.ACCOUNT, new NodeKey(source, "User", id), id, active, null, 0);
  }

  /// An account that its source keeps as another type than a user.
  public String account(String source, String type, String id) {
    return add(NodeKind.ACCOUNT, new NodeKey(source, type, id), id, Active.YES, null, 0);
  }

  public String group(String source, String id) {
    return add(NodeKind.GROUP, new NodeKey(source, "Group", id), id, Active.UNKNOWN, null, 0);
  }

  public String entitlement(String source, String value) {
    return add(
        NodeKind.ENTITLEMENT,
        new NodeKey(source, "Entitlement", value),
        value,
        Active.UNKNOWN,
        value,
        50);
  }

  public String container(String source, String id) {
    return add(
        NodeKind.CONTAINER, new NodeKey(source, "Container", id), id, Active.UNKNOWN, null, 10);
  }

  public String privileged(String source, String id) {
    return add(
        NodeKind.PRIVILEGED_ACCOUNT,
        new NodeKey(source, "PrivilegedData", id),
        id,
        Active.UNKNOWN,
        null,
        90);
  }

  public SampleGraph owns(String identity, String account) {
    return edge(EdgeKind.OWNS, identity, account, null, null, null);
  }

  /// A membership that the group's own source states.
  public SampleGraph member(String member, String group) {
    return edge(EdgeKind.MEMBER_OF, member, group, NodeKey.parse(group).source(), group, "members");
  }

  public SampleGraph membership(
      String member, String group, String source, String via, String attribute) {
    return edge(EdgeKind.MEMBER_OF, member, group, source, via, attribute);
  }

  /// A grant that the holder's own resource carries.
  public SampleGraph holds(String holder, String entitlement) {
    NodeKey key = NodeKey.parse(holder);
    return edge(
        EdgeKind.HOLDS,
        holder,
        entitlement,
        key.source(),
        holder,
        key.type().equals("Group") ? GROUP_ENTITLEMENTS : "entitlements");
  }

  /// A right on a container that opens it, by a permission of its own for each holder.
  public String right(String holder, String container, String right) {
    NodeKey safe = NodeKey.parse(container);
    NodeKey key = new NodeKey(safe.source(), "ContainerRight", safe.id() + ":" + right);
    String node = key.value();
    if (!index.containsKey(node)) {
      add(NodeKind.ENTITLEMENT, key, right, Active.UNKNOWN, right, 0);
      edge(EdgeKind.ON, node, container, safe.source(), null, null);
      if (!right.equals("ListAccounts")) {
        edge(EdgeKind.OPENS, node, container, safe.source(), null, null);
      }
    }
    NodeKey permission =
        new NodeKey(
            safe.source(), "ContainerPermission", safe.id() + ":" + NodeKey.parse(holder).id());
    edge(EdgeKind.HOLDS, holder, node, safe.source(), permission.value(), "rights");
    return node;
  }

  public SampleGraph contains(String container, String secret) {
    return edge(EdgeKind.CONTAINS, container, secret, null, null, null);
  }

  public SampleGraph signsInAs(String secret, String account) {
    return edge(EdgeKind.SIGNS_IN_AS, secret, account, null, null, null);
  }

  public SampleGraph edge(
      EdgeKind kind, String from, String to, String source, String via, String attribute) {
    edges.add(
        new Edge(
            kind, at(from), at(to), source, via, attribute, null, null, null, null, null, null,
            null));
    return this;
  }

  public GraphSnapshot snapshot() {
    GraphSnapshot.Builder builder = GraphSnapshot.builder(NOW);
    nodes.forEach(builder::add);
    edges.forEach(builder::add);
    return builder.build();
  }

  private String add(
      NodeKind kind, NodeKey key, String name, Active active, String value, int sensitivity) {
    index.put(key.value(), nodes.size());
    nodes.add(
        new Node(
            kind,
            key.value(),
            name,
            key.source(),
            key.type(),
            key.id(),
            active,
            IdentityKind.PERSON,
            sensitivity,
            false,
            value,
            key.type().equals("ContainerRight"),
            null,
            null,
            null,
            null,
            null,
            null));
    return key.value();
  }

  private int at(String key) {
    return index.get(key);
  }

  // Findings as the analyses make them

  /// A toxic combination with one shortest path to each end; the ends are the functions.
  public static Finding toxic(GraphSnapshot snapshot, String subject, String... ends) {
    return finding(snapshot, FindingKind.TOXIC, subject, "", subject, ends);
  }

  public static Finding blastRadius(GraphSnapshot snapshot, String subject, String... ends) {
    return finding(snapshot, FindingKind.BLAST_RADIUS, subject, "", subject, ends);
  }

  public static Finding leaver(GraphSnapshot snapshot, String identity, String account) {
    return finding(snapshot, FindingKind.LEAVER, identity, account, identity, account);
  }

  public static Finding finding(
      GraphSnapshot snapshot,
      FindingKind kind,
      String subject,
      String detail,
      String start,
      String... ends) {
    Walk walk = Walk.forward(snapshot).from(find(snapshot, start).orElseThrow());
    List<AccessPath> because = new ArrayList<>();
    for (String end : ends) {
      int node = find(snapshot, end).orElseThrow();
      because.add(walk.pathTo(node, snapshot.node(node).name(), ""));
    }
    Node node = snapshot.node(find(snapshot, subject).orElseThrow());
    return new Finding(
        new FindingKey(kind, "rule", subject, detail),
        "Rule",
        1,
        Severity.HIGH,
        node.kind(),
        node.name(),
        node.name() + " can do it.",
        because,
        1,
        List.of());
  }

  public static boolean reaches(GraphSnapshot snapshot, String from, String to) {
    return Walk.forward(snapshot)
        .from(find(snapshot, from).orElseThrow())
        .found(find(snapshot, to).orElseThrow());
  }

  private static OptionalInt find(GraphSnapshot snapshot, String key) {
    return snapshot.find(key);
  }
}
