package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.remediation.plan.Eligibility.Eligible;
import dev.firebreak.remediation.plan.Eligibility.NotEligible;
import dev.firebreak.scim.resource.ResourceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Which edges of a snapshot a change in a source can take away, and by which change. One change
/// takes every edge that the same value of the same attribute states.
final class RemovableEdges {

  private final GraphSnapshot snapshot;
  private final PlanningRules rules;
  private final Map<String, List<Integer>> carriedBy = new HashMap<>();
  private final Map<Integer, String> guarded = new HashMap<>();

  RemovableEdges(GraphSnapshot snapshot, PlanningRules rules) {
    this.snapshot = snapshot;
    this.rules = rules;
    IntStream.range(0, snapshot.edgeCount())
        .forEach(e -> {
          String via = snapshot.via(e);
          if (via != null) {
            carriedBy.computeIfAbsent(via, _ -> new ArrayList<>()).add(e);
          }
        });
    if (!rules.neverTouch().isEmpty()) {
      IntStream.range(0, snapshot.nodeCount())
          .forEach(
              node -> rules.neverTouch().match(snapshot.node(node)).ifPresent(n -> guard(node, n)));
    }
  }

  /// Marks a protected node and every group that it is in, directly or through others: what is
  /// taken from such a group is taken from the protected one too.
  private void guard(int node, String name) {
    if (guarded.putIfAbsent(node, name) == null) {
      snapshot.forEachOut(
          node,
          e -> {
            if (snapshot.edgeKind(e) == EdgeKind.MEMBER_OF) {
              guard(snapshot.to(e), name);
            }
          });
    }
  }

  /// Every edge that a change takes away; none for a deactivation, which changes a node.
  List<Integer> edgesOf(PlannedChange change) {
    return carriedBy.getOrDefault(change.resource().value(), List.of()).stream()
        .filter(e -> change.attribute().equals(snapshot.edge(e).attribute()))
        .filter(e -> change.value().equals(value(snapshot.edge(e))))
        .toList();
  }

  /// Whether an edge can be taken away.
  Eligibility eligibility(int index) {
    Edge edge = snapshot.edge(index);
    String via = edge.via();
    String attribute = edge.attribute();
    if (edge.kind() != EdgeKind.MEMBER_OF && edge.kind() != EdgeKind.HOLDS) {
      return not(edge, "it is not a membership or a grant");
    }
    Optional<NodeKey> carrier = key(via);
    if (carrier.isEmpty() || attribute == null || attribute.isBlank()) {
      return not(edge, "no resource of a source is known to carry it");
    }
    NodeKey resource = carrier.get();
    if (!rules.changeable().test(resource.source())) {
      return not(
          edge,
          "the source "
              + resource.source()
              + " is not set up for changes; it is changed there by hand");
    }
    if (edge.source() != null && !edge.source().equals(resource.source())) {
      return not(edge, "it is stated by " + edge.source() + ", not by " + resource.source());
    }
    Node principal = snapshot.node(edge.from());
    String protectedName = guarded.get(edge.from());
    if (protectedName != null) {
      return not(
          edge,
          rules.neverTouch().match(principal).isPresent()
              ? protectedName + " is on the never-touch list"
              : protectedName + ", who is on the never-touch list, would lose it too");
    }
    String value = value(edge);
    Optional<NodeKey> holder = key(principal.key());
    if (value == null || holder.isEmpty()) {
      return not(edge, "its source gives it no value that could be taken out");
    }
    return edge.kind() == EdgeKind.MEMBER_OF
        ? membership(edge, resource, attribute, holder.get())
        : grant(edge, resource, attribute, value, holder.get());
  }

  private Eligibility membership(Edge edge, NodeKey group, String attribute, NodeKey member) {
    if (!isType(group, ResourceType.GROUP) || !attribute.equals(RemoveMember.MEMBERS)) {
      return not(
          edge,
          "it is kept as %s of a %s, and only members of a Group can be taken out"
              .formatted(attribute, group.type()));
    }
    if (isOnlyValue(group, attribute)) {
      return not(edge, "it is the last membership of the group, and no group is emptied");
    }
    return new Eligible(
        new RemoveMember(group, snapshot.name(edge.to()), member, name(edge.from())));
  }

  private Eligibility grant(
      Edge edge, NodeKey resource, String attribute, String value, NodeKey holder) {
    if (isType(resource, ResourceType.CONTAINER_PERMISSION)) {
      if (!attribute.equals(RemoveRight.RIGHTS)) {
        return not(edge, "it is not among the rights of its permission");
      }
      if (rules.managing().test(snapshot.node(edge.to())) && isOnlyHolder(edge)) {
        return not(edge, "nobody else may say who gets into " + container(edge.to()));
      }
      return new Eligible(
          new RemoveRight(resource, value, container(edge.to()), holder, name(edge.from())));
    }
    if (!isType(resource, ResourceType.USER) && !isType(resource, ResourceType.GROUP)) {
      return not(edge, "grants kept by a " + resource.type() + " are not taken away");
    }
    return new Eligible(
        new RemoveGrant(
            resource, attribute, value, snapshot.name(edge.to()), holder, name(edge.from())));
  }

  /// Whether nobody would hold a right any more: no active account, no group with a member.
  private boolean isOnlyHolder(Edge edge) {
    boolean[] others = {false};
    snapshot.forEachIn(
        edge.to(),
        e -> {
          Edge other = snapshot.edge(e);
          others[0] |=
              other.kind() == EdgeKind.HOLDS && other.from() != edge.from() && acts(other.from());
        });
    return !others[0];
  }

  private boolean acts(int holder) {
    if (snapshot.kind(holder) == NodeKind.ACCOUNT) {
      return snapshot.active(holder) != Active.NO;
    }
    boolean[] members = {false};
    snapshot.forEachIn(holder, e -> members[0] |= snapshot.edgeKind(e) == EdgeKind.MEMBER_OF);
    return members[0];
  }

  /// Whether an account can be switched off.
  Eligibility deactivation(int account) {
    Node node = snapshot.node(account);
    NodeKey key = NodeKey.parse(node.key());
    String what = name(account) + " in " + Wording.source(snapshot, key.source());
    String protectedName = guarded.get(account);
    if (protectedName != null) {
      return new NotEligible(what, protectedName + " is on the never-touch list");
    }
    if (!rules.changeable().test(key.source())) {
      return new NotEligible(
          what,
          "the source " + key.source() + " is not set up for changes; it is changed there by hand");
    }
    if (!isType(key, ResourceType.USER)) {
      return new NotEligible(what, "a " + key.type() + " cannot be switched off");
    }
    return new Eligible(new Deactivate(key, name(account), Wording.source(snapshot, key.source())));
  }

  /// The value by which the carrying resource states the edge: the member's id, else the value of
  /// what is held.
  private @Nullable String value(Edge edge) {
    String value =
        switch (edge.kind()) {
          case MEMBER_OF -> {
            Node member = snapshot.node(edge.from());
            yield member.resourceId() == null
                ? key(member.key()).map(NodeKey::id).orElse(null)
                : member.resourceId();
          }
          case HOLDS -> snapshot.node(edge.to()).value();
          case OWNS, IMPLIES, ON, OPENS, CONTAINS, SIGNS_IN_AS, REPORTS_TO -> null;
        };
    return value == null || value.isBlank() ? null : value;
  }

  private boolean isOnlyValue(NodeKey resource, String attribute) {
    return carriedBy.getOrDefault(resource.value(), List.of()).stream()
            .map(snapshot::edge)
            .filter(edge -> attribute.equals(edge.attribute()))
            .map(this::value)
            .distinct()
            .count()
        < 2;
  }

  private String name(int node) {
    String userName = snapshot.node(node).userName();
    return userName == null ? snapshot.name(node) : userName;
  }

  private String container(int right) {
    return snapshot
        .edges(EdgeKind.ON)
        .filter(e -> snapshot.from(e) == right)
        .mapToObj(e -> snapshot.name(snapshot.to(e)))
        .findFirst()
        .orElseGet(() -> snapshot.name(right));
  }

  private NotEligible not(Edge edge, String reason) {
    return new NotEligible(
        "%s %s %s".formatted(name(edge.from()), edge.kind().word(), snapshot.name(edge.to())),
        reason);
  }

  private static boolean isType(NodeKey key, ResourceType type) {
    return key.type().equals(type.typeName());
  }

  private static Optional<NodeKey> key(@Nullable String value) {
    try {
      return value == null ? Optional.empty() : Optional.of(NodeKey.parse(value));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
