package dev.firebreak.web.view;

import dev.firebreak.analytics.finding.AccessPath.Stop;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;

/// A node as every screen names it: the shape and colour of its kind, its name, and the page that
/// tells more of it.
public record NodeRef(NodeKind kind, IdentityKind identityKind, String key, String name) {

  /// The reference to a node.
  public static NodeRef of(Node node) {
    return new NodeRef(node.kind(), node.identityKind(), node.key(), node.name());
  }

  /// The reference to a node of a snapshot by its index.
  public static NodeRef of(GraphSnapshot snapshot, int node) {
    return of(snapshot.node(node));
  }

  /// The reference to a stop of a path.
  public static NodeRef of(Stop stop) {
    return new NodeRef(stop.kind(), IdentityKind.UNKNOWN, stop.key(), stop.name());
  }

  /// The reference to a node that may be gone from the snapshot: then it has no key, and no page.
  public static NodeRef of(GraphSnapshot snapshot, String key, NodeKind kind, String name) {
    var found = snapshot.find(key);
    return found.isPresent()
        ? of(snapshot, found.getAsInt())
        : new NodeRef(kind, IdentityKind.UNKNOWN, "", name);
  }

  /// Any node of a kind, for legends.
  public static NodeRef kind(NodeKind kind) {
    return new NodeRef(kind, IdentityKind.UNKNOWN, "", kind.word());
  }

  /// The id of its symbol in the icon sprite.
  public String icon() {
    return switch (kind) {
      case IDENTITY ->
          switch (identityKind) {
            case SERVICE -> "k-workload";
            case AGENT -> "k-agent";
            case PERSON, UNKNOWN -> "k-identity";
          };
      case SOURCE -> "k-source";
      case ACCOUNT -> "k-account";
      case GROUP -> "k-group";
      case ENTITLEMENT -> "k-entitlement";
      case CONTAINER -> "k-container";
      case PRIVILEGED_ACCOUNT -> "k-privileged";
    };
  }

  /// The style class that sets the colours of its kind.
  public String tone() {
    return icon().equals("k-workload") || icon().equals("k-agent")
        ? "identity"
        : icon().substring(2);
  }

  /// Its kind, to be read out before the name: `Group`, `Safe`.
  public String word() {
    return Character.toUpperCase(kind.word().charAt(0)) + kind.word().substring(1);
  }

  /// The address of its page, which takes the parameter `key`.
  public String page() {
    return switch (kind) {
      case IDENTITY -> "/identities";
      case CONTAINER -> "/containers";
      case SOURCE -> "/sources";
      case ACCOUNT, GROUP, ENTITLEMENT, PRIVILEGED_ACCOUNT -> "/nodes";
    };
  }
}
