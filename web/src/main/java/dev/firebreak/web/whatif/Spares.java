package dev.firebreak.web.whatif;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.scim.resource.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// An inactive account and an empty group of each source that nobody has: no finding is about them
/// until a request to create one makes something of them.
public final class Spares {

  /// Their id in every source, and their name.
  public static final String ID = "(new)";

  private Spares() {}

  /// The same graph with them. An account is spare only where the source has one.
  public static GraphSnapshot in(GraphSnapshot snapshot) {
    List<Node> spares = new ArrayList<>();
    sources(snapshot, NodeKind.ACCOUNT)
        .forEach(source -> spares.add(node(NodeKind.ACCOUNT, key(source, ResourceType.USER))));
    TreeSet<String> all = new TreeSet<>();
    for (NodeKind kind : List.of(NodeKind.ACCOUNT, NodeKind.GROUP, NodeKind.ENTITLEMENT)) {
      all.addAll(sources(snapshot, kind));
    }
    all.forEach(source -> spares.add(node(NodeKind.GROUP, key(source, ResourceType.GROUP))));
    return snapshot.withNodes(spares);
  }

  /// The key of a spare node.
  static NodeKey key(String source, ResourceType type) {
    return new NodeKey(source, type.typeName(), ID);
  }

  private static Set<String> sources(GraphSnapshot snapshot, NodeKind kind) {
    return snapshot
        .nodes(kind)
        .mapToObj(snapshot::source)
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Node node(NodeKind kind, NodeKey key) {
    return new Node(
        kind,
        key.value(),
        ID,
        key.source(),
        key.type(),
        ID,
        kind == NodeKind.ACCOUNT ? Active.NO : Active.UNKNOWN,
        IdentityKind.UNKNOWN,
        0,
        false,
        null,
        false,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
