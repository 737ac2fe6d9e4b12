package dev.firebreak.web.view;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// To whom an identity reports or who answers for it, and the other way round: the same edge means
/// the one for people and the other for services and agents.
///
/// @param above whom it reports to, or who owns it
/// @param owned whether it is a service or agent, so that `above` are its owners
/// @param lacking why nobody answers for it, as a clause; empty where somebody does, and for people
/// @param reports who reports to it
/// @param owns the services and agents that it answers for
public record Ownership(
    List<NodeRef> above, boolean owned, String lacking, List<NodeRef> reports, List<NodeRef> owns) {

  /// Of the identity with this index.
  ///
  /// @param named how its source names its owner; asked only where that is of use
  static Ownership of(
      GraphSnapshot snapshot, Neighbours near, int identity, Supplier<@Nullable String> named) {
    List<Node> above =
        near.out(identity, EdgeKind.REPORTS_TO)
            .mapToObj(e -> snapshot.node(snapshot.to(e)))
            .toList();
    List<Node> below =
        near.in(identity, EdgeKind.REPORTS_TO)
            .mapToObj(e -> snapshot.node(snapshot.from(e)))
            .toList();
    boolean owned = isWorkload(snapshot.node(identity));
    return new Ownership(
        refs(above, _ -> true),
        owned,
        owned ? lacking(above, named) : "",
        refs(below, node -> !isWorkload(node)),
        refs(below, Ownership::isWorkload));
  }

  private static String lacking(List<Node> owners, Supplier<@Nullable String> named) {
    if (owners.stream().anyMatch(owner -> owner.active() != Active.NO && !isWorkload(owner))) {
      return "";
    }
    if (!owners.isEmpty()) {
      return "nobody answers for it: its owner is "
          + (owners.stream().allMatch(owner -> owner.active() == Active.NO)
              ? "inactive"
              : "no person");
    }
    String name = named.get();
    return name == null
        ? "nobody answers for it: its source names no owner"
        : "nobody answers for it: its source names " + name + " as its owner, who is not there";
  }

  private static boolean isWorkload(Node node) {
    return node.identityKind().isProgram();
  }

  private static List<NodeRef> refs(List<Node> nodes, Predicate<Node> which) {
    return nodes.stream()
        .filter(which)
        .map(NodeRef::of)
        .sorted(Comparator.comparing(NodeRef::name))
        .toList();
  }
}
