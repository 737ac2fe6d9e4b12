package dev.firebreak.web.view;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// All about one safe: who can open it and how, who holds which right on it, and which secrets it
/// keeps.
@Component
public final class ContainerPages {

  private final CurrentGraph current;

  ContainerPages(CurrentGraph current) {
    this.current = current;
  }

  /// An identity that can open the safe.
  ///
  /// @param path a shortest way
  public record Opener(NodeRef identity, String department, PathView path) {}

  /// A holder of a right on the safe.
  ///
  /// @param right the right's name
  /// @param opens whether the right lets its holder use the secrets, or make itself able to
  /// @param people how many identities hold it through this holder
  public record RightLine(
      NodeRef holder,
      NodeRef entitlement,
      String right,
      boolean opens,
      int people,
      @Nullable Instant since,
      @Nullable Instant firstSeen) {}

  /// A secret in the safe and the accounts that it signs in as.
  public record SecretLine(
      NodeRef secret, int sensitivity, boolean crownJewel, List<NodeRef> accounts) {}

  /// @param openers the nearest identities that can open it
  /// @param exposure how many identities can open it
  /// @param parents safes that contain it
  /// @param children safes in it
  public record ContainerPage(
      NodeRef node,
      List<NodePages.Fact> facts,
      boolean crownJewel,
      @Nullable Instant firstSeen,
      @Nullable Instant lastSeen,
      List<Opener> openers,
      int exposure,
      List<RightLine> rights,
      List<SecretLine> secrets,
      List<NodeRef> parents,
      List<NodeRef> children) {}

  /// The page of the safe with this key.
  ///
  /// @throws NotThere if the graph has no such safe
  public ContainerPage of(String key) {
    GraphSnapshot snapshot = current.snapshot();
    int safe =
        snapshot.find(key).stream()
            .filter(i -> snapshot.kind(i) == NodeKind.CONTAINER)
            .findFirst()
            .orElseThrow(() -> NotThere.node("safe", key));
    Node node = snapshot.node(safe);
    SourceNames names = SourceNames.of(snapshot);
    Neighbours near = Neighbours.of(snapshot);
    Walk toSafe = Walk.backward(snapshot).from(safe);
    List<Integer> identities =
        toSafe.nodes().filter(i -> snapshot.kind(i) == NodeKind.IDENTITY).boxed().toList();
    return new ContainerPage(
        NodeRef.of(node),
        NodePages.facts(node, names),
        node.crownJewel(),
        node.firstSeen(),
        node.lastSeen(),
        identities.stream()
            .limit(NodePages.LISTED)
            .map(identity -> opener(snapshot, names, toSafe, identity))
            .toList(),
        identities.size(),
        rights(snapshot, near, safe),
        secrets(snapshot, near, safe),
        near.in(safe, EdgeKind.CONTAINS)
            .mapToObj(e -> NodeRef.of(snapshot, snapshot.from(e)))
            .toList(),
        near.out(safe, EdgeKind.CONTAINS)
            .map(e -> snapshot.to(e))
            .filter(i -> snapshot.kind(i) == NodeKind.CONTAINER)
            .mapToObj(i -> NodeRef.of(snapshot, i))
            .toList());
  }

  private static Opener opener(
      GraphSnapshot snapshot, SourceNames names, Walk toSafe, int identity) {
    AccessPath path = AccessPath.along(snapshot, "", "", identity, toSafe.edges(identity));
    String department = snapshot.node(identity).department();
    return new Opener(
        NodeRef.of(snapshot, identity),
        department == null ? "" : department,
        PathView.of(snapshot, names, path));
  }

  private static List<RightLine> rights(GraphSnapshot snapshot, Neighbours near, int safe) {
    List<RightLine> lines = new ArrayList<>();
    near.in(safe, EdgeKind.ON)
        .map(e -> snapshot.from(e))
        .forEach(right -> {
          boolean opens = near.out(right, EdgeKind.OPENS).anyMatch(e -> snapshot.to(e) == safe);
          near.in(right, EdgeKind.HOLDS)
              .forEach(e -> lines.add(right(snapshot, right, opens, snapshot.edge(e))));
        });
    lines.sort(
        Comparator.comparing(RightLine::opens)
            .reversed()
            .thenComparing(line -> line.holder().name())
            .thenComparing(RightLine::right));
    return List.copyOf(lines);
  }

  private static RightLine right(GraphSnapshot snapshot, int right, boolean opens, Edge held) {
    Node entitlement = snapshot.node(right);
    String name = entitlement.value();
    int people =
        (int)
            Walk.backward(snapshot)
                .from(held.from())
                .nodes()
                .filter(i -> snapshot.kind(i) == NodeKind.IDENTITY)
                .count();
    return new RightLine(
        NodeRef.of(snapshot, held.from()),
        NodeRef.of(entitlement),
        name == null ? entitlement.name() : name,
        opens,
        people,
        held.since(),
        held.firstSeen());
  }

  private static List<SecretLine> secrets(GraphSnapshot snapshot, Neighbours near, int safe) {
    return near.out(safe, EdgeKind.CONTAINS)
        .map(e -> snapshot.to(e))
        .filter(i -> snapshot.kind(i) == NodeKind.PRIVILEGED_ACCOUNT)
        .mapToObj(secret ->
            new SecretLine(
                NodeRef.of(snapshot, secret),
                snapshot.sensitivity(secret),
                snapshot.crownJewel(secret),
                near.out(secret, EdgeKind.SIGNS_IN_AS)
                    .mapToObj(e -> NodeRef.of(snapshot, snapshot.to(e)))
                    .toList()))
        .sorted(Comparator.comparing(line -> line.secret().name()))
        .toList();
  }
}
