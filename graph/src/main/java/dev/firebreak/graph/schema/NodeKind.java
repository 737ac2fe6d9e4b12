package dev.firebreak.graph.schema;

/// A kind of node of the identity graph. The constant's [#label()] is its Neo4j label; every node
/// of these kinds also carries the label `Node` and a unique `key`.
public enum NodeKind {
  IDENTITY("Identity", "identity", "a person, workload or agent behind accounts"),
  SOURCE("Source", "source", "a SCIM service provider, vault or file that is harvested"),
  ACCOUNT("Account", "account", "one login in one source: a SCIM User"),
  GROUP("Group", "group", "members, possibly groups"),
  ENTITLEMENT(
      "Entitlement",
      "entitlement",
      "the smallest thing held: an application entitlement, a role, or one right on one container or privileged account"),
  CONTAINER("Container", "safe", "a PAM safe; may nest"),
  PRIVILEGED_ACCOUNT(
      "PrivilegedAccount",
      "privileged account",
      "a secret kept in a container; never the secret itself");

  private final String label;
  private final String word;
  private final String meaning;

  NodeKind(String label, String word, String meaning) {
    this.label = label;
    this.word = word;
    this.meaning = meaning;
  }

  /// The Neo4j label, for example `PrivilegedAccount`.
  public String label() {
    return label;
  }

  /// The word that screens and sentences use, for example `safe`.
  public String word() {
    return word;
  }

  /// What such a node stands for, in one phrase.
  public String meaning() {
    return meaning;
  }

  /// Whether such a node counts as a resource of a blast radius: entitlements, containers and
  /// privileged accounts do.
  public boolean isResource() {
    return this == ENTITLEMENT || this == CONTAINER || this == PRIVILEGED_ACCOUNT;
  }

  /// The kind with this Neo4j label.
  ///
  /// @throws IllegalArgumentException for a label that is not of the identity graph
  public static NodeKind ofLabel(String label) {
    for (NodeKind kind : values()) {
      if (kind.label.equals(label)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no node kind has the label " + label);
  }
}
