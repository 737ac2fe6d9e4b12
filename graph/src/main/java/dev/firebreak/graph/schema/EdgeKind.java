package dev.firebreak.graph.schema;

import static dev.firebreak.graph.schema.NodeKind.ACCOUNT;
import static dev.firebreak.graph.schema.NodeKind.CONTAINER;
import static dev.firebreak.graph.schema.NodeKind.ENTITLEMENT;
import static dev.firebreak.graph.schema.NodeKind.GROUP;
import static dev.firebreak.graph.schema.NodeKind.IDENTITY;
import static dev.firebreak.graph.schema.NodeKind.PRIVILEGED_ACCOUNT;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A kind of edge of the identity graph; the constant's name is its Neo4j relationship type.
public enum EdgeKind {
  OWNS(Set.of(IDENTITY), Set.of(ACCOUNT), "owns", "yes, unless the account is inactive"),
  MEMBER_OF(Set.of(ACCOUNT, GROUP), Set.of(GROUP), "member of", "yes, while valid"),
  HOLDS(Set.of(ACCOUNT, GROUP), Set.of(ENTITLEMENT), "holds", "yes, while valid"),
  IMPLIES(Set.of(ENTITLEMENT), Set.of(ENTITLEMENT), "implies", "yes"),
  ON(
      Set.of(ENTITLEMENT),
      Set.of(CONTAINER, PRIVILEGED_ACCOUNT),
      "on",
      "no: what the right is about"),
  OPENS(
      Set.of(ENTITLEMENT),
      Set.of(CONTAINER, PRIVILEGED_ACCOUNT),
      "opens",
      "yes: only from rights that can use or read its secrets, or make their holder such"),
  CONTAINS(Set.of(CONTAINER), Set.of(CONTAINER, PRIVILEGED_ACCOUNT), "contains", "yes"),
  SIGNS_IN_AS(
      Set.of(PRIVILEGED_ACCOUNT),
      Set.of(ACCOUNT),
      "signs in as",
      "yes, unless the account is inactive"),
  REPORTS_TO(Set.of(IDENTITY), Set.of(IDENTITY), "reports to", "no");

  /// The edges that carry reach. Cypher, Java and the documentation all follow this list.
  public static final Set<EdgeKind> WALKABLE =
      Set.copyOf(EnumSet.of(OWNS, MEMBER_OF, HOLDS, IMPLIES, OPENS, CONTAINS, SIGNS_IN_AS));

  private final Set<NodeKind> from;
  private final Set<NodeKind> to;
  private final String word;
  private final String reach;

  EdgeKind(Set<NodeKind> from, Set<NodeKind> to, String word, String reach) {
    this.from = from;
    this.to = to;
    this.word = word;
    this.reach = reach;
  }

  /// Whether reach follows such an edge once it is valid.
  public boolean walkable() {
    return WALKABLE.contains(this);
  }

  /// The kinds such an edge may start at, in the order of [NodeKind].
  public List<NodeKind> from() {
    return from.stream().sorted().toList();
  }

  /// The kinds such an edge may end at, in the order of [NodeKind].
  public List<NodeKind> to() {
    return to.stream().sorted().toList();
  }

  /// The words between two nodes in a sentence, for example `member of`.
  public String word() {
    return word;
  }

  /// Whether and when such an edge is reach, in words.
  public String reach() {
    return reach;
  }
}
