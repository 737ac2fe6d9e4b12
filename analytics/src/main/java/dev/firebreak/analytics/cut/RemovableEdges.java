package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.cut.Eligibility.Eligible;
import dev.firebreak.analytics.cut.Eligibility.NotEligible;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Which edges of a snapshot a change in a source can take away, and by which removal. One removal
/// takes every edge that the same value of the same attribute states.
public final class RemovableEdges {

  /// The type of the resources that memberships are taken out of (RFC 7643 §4.2).
  private static final String GROUP = "Group";

  private static final String USER = "User";
  private static final String PERMISSION = "ContainerPermission";
  private static final String MEMBERS = "members";
  private static final String RIGHTS = "rights";

  private final GraphSnapshot snapshot;
  private final RemovalRules rules;
  private final CarriedEdges carried;
  private final Map<Integer, String> guarded = new HashMap<>();
  private final Map<Integer, Eligibility> decided = new HashMap<>();
  private final Map<NodeKey, Integer> members = new HashMap<>();

  public RemovableEdges(GraphSnapshot snapshot, RemovalRules rules) {
    this.snapshot = snapshot;
    this.rules = rules;
    this.carried = new CarriedEdges(snapshot, this::value);
    if (!rules.guarded().equals(RemovalRules.NOBODY)) {
      IntStream.range(0, snapshot.nodeCount())
          .filter(node -> isPrincipal(snapshot.kind(node)))
          .forEach(node ->
              rules.guarded().apply(snapshot.node(node)).ifPresent(name -> guard(node, name)));
    }
  }

  private static boolean isPrincipal(NodeKind kind) {
    return kind == NodeKind.IDENTITY || kind == NodeKind.ACCOUNT || kind == NodeKind.GROUP;
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

  /// The protected name that a change of this node would touch, if any.
  public Optional<String> guarded(int node) {
    return Optional.ofNullable(guarded.get(node));
  }

  /// Every edge that a removal takes away, ascending.
  public List<Integer> edgesOf(Removal removal) {
    return edgesOf(removal.resource(), removal.principal(), removal.attribute(), removal.value());
  }

  /// Every edge that goes when a value goes, ascending; none where no edge is stated by it.
  ///
  /// @param principal the node that loses something by it
  public List<Integer> edgesOf(
      NodeKey resource, NodeKey principal, String attribute, String value) {
    return carried.by(resource, principal, attribute, value);
  }

  /// Whether an edge can be taken away.
  public Eligibility eligibility(int edge) {
    Eligibility known = decided.get(edge);
    if (known == null) {
      known = decide(edge);
      if (known instanceof Eligible(var removal)) {
        for (int each : edgesOf(removal)) {
          Optional<String> spared =
              snapshot.isReach(each) ? rules.spared().apply(each) : Optional.empty();
          if (spared.isPresent()) {
            known = not(snapshot.edge(edge), spared.get());
          }
          String other = guarded.get(snapshot.from(each));
          if (other != null) {
            known =
                not(
                    snapshot.edge(edge),
                    other + ", who is on the never-touch list, would lose it too");
          }
        }
      }
      decided.put(edge, known);
    }
    return known;
  }

  private Eligibility decide(int index) {
    Edge edge = snapshot.edge(index);
    String attribute = edge.attribute();
    if (edge.kind() != EdgeKind.MEMBER_OF && edge.kind() != EdgeKind.HOLDS) {
      return not(edge, "it is not a membership or a grant");
    }
    Optional<NodeKey> carrier = key(edge.via());
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
          rules.guarded().apply(principal).isPresent()
              ? protectedName + " is on the never-touch list"
              : protectedName + ", who is on the never-touch list, would lose it too");
    }
    String value = value(index);
    Optional<NodeKey> holder = key(principal.key());
    if (value == null || holder.isEmpty()) {
      return not(edge, "its source gives it no value that could be taken out");
    }
    return edge.kind() == EdgeKind.MEMBER_OF
        ? membership(edge, resource, attribute, holder.get())
        : grant(edge, resource, attribute, value, holder.get());
  }

  /// How many members a group has, in the words of its source.
  int members(NodeKey group) {
    return members.computeIfAbsent(group, each -> carried.values(each, MEMBERS));
  }

  private Eligibility membership(Edge edge, NodeKey group, String attribute, NodeKey member) {
    if (!group.type().equals(GROUP) || !attribute.equals(MEMBERS)) {
      return not(
          edge,
          "it is kept as %s of a %s, and only members of a Group can be taken out"
              .formatted(attribute, group.type()));
    }
    if (members(group) < 2) {
      return not(edge, "it is the last membership of the group, and no group is emptied");
    }
    List<Integer> members =
        carried.by(group, member, attribute, member.id()).stream()
            .map(snapshot::from)
            .distinct()
            .toList();
    return new Eligible(
        new Removal(
            Removal.Kind.MEMBER,
            group,
            attribute,
            member.id(),
            snapshot.name(edge.to()),
            members.size() < 2 ? member : NodeKey.parse(snapshot.key(members.getFirst())),
            members.size() < 2 ? name(edge.from()) : together(members)));
  }

  /// All whom one value names: a member of which a source does not say whether it is a user or a
  /// group.
  private String together(List<Integer> members) {
    return members.stream()
        .map(member -> (snapshot.kind(member) == NodeKind.GROUP ? "the group " : "") + name(member))
        .collect(Collectors.joining(" and "));
  }

  private Eligibility grant(
      Edge edge, NodeKey resource, String attribute, String value, NodeKey holder) {
    if (resource.type().equals(PERMISSION)) {
      if (!attribute.equals(RIGHTS)) {
        return not(edge, "it is not among the rights of its permission");
      }
      if (rules.managing().test(snapshot.node(edge.to())) && isOnlyHolder(edge)) {
        return not(edge, "nobody else may say who gets into " + container(edge.to()));
      }
      return new Eligible(
          new Removal(
              Removal.Kind.RIGHT,
              resource,
              attribute,
              value,
              container(edge.to()),
              holder,
              name(edge.from())));
    }
    if (!resource.type().equals(USER) && !resource.type().equals(GROUP)) {
      return not(edge, "grants kept by a " + resource.type() + " are not taken away");
    }
    return new Eligible(
        new Removal(
            Removal.Kind.GRANT,
            resource,
            attribute,
            value,
            snapshot.name(edge.to()),
            holder,
            name(edge.from())));
  }

  /// Whether nobody would hold a right any more: no active account, no group with a member.
  private boolean isOnlyHolder(Edge edge) {
    boolean[] others = {false};
    snapshot.forEachIn(
        edge.to(),
        e ->
            others[0] |=
                snapshot.edgeKind(e) == EdgeKind.HOLDS
                    && snapshot.from(e) != edge.from()
                    && acts(snapshot.from(e)));
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

  /// The value by which the carrying resource states the edge: the member's id, else the value of
  /// what is held.
  private @Nullable String value(int edge) {
    String value =
        switch (snapshot.edgeKind(edge)) {
          case MEMBER_OF -> {
            String id = snapshot.resourceId(snapshot.from(edge));
            yield id == null
                ? key(snapshot.key(snapshot.from(edge))).map(NodeKey::id).orElse(null)
                : id;
          }
          case HOLDS -> snapshot.value(snapshot.to(edge));
          case OWNS, IMPLIES, ON, OPENS, CONTAINS, SIGNS_IN_AS, REPORTS_TO -> null;
        };
    return value == null || value.isBlank() ? null : value;
  }

  /// What people call a principal.
  public String name(int node) {
    String userName = snapshot.node(node).userName();
    return userName == null ? snapshot.name(node) : userName;
  }

  private String container(int right) {
    OptionalInt on =
        IntStream.range(snapshot.firstOut(right), snapshot.endOut(right))
            .filter(e -> snapshot.holds(e) && snapshot.edgeKind(e) == EdgeKind.ON)
            .findFirst();
    return on.isPresent() ? snapshot.name(snapshot.to(on.getAsInt())) : snapshot.name(right);
  }

  private NotEligible not(Edge edge, String reason) {
    return new NotEligible(
        "%s %s %s".formatted(name(edge.from()), edge.kind().word(), snapshot.name(edge.to())),
        reason);
  }

  private static Optional<NodeKey> key(@Nullable String value) {
    try {
      return value == null ? Optional.empty() : Optional.of(NodeKey.parse(value));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
