package dev.firebreak.web.work;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.remediation.run.Surroundings;
import dev.firebreak.web.view.CurrentGraph;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntConsumer;

/// What the guardrails ask of the graph as it was last harvested.
final class GraphSurroundings implements Surroundings {

  private final CurrentGraph graph;
  private final Function<String, Optional<SourceConfig>> sources;
  private final int highSensitivity;

  /// @param highSensitivity from which sensitivity of what it grants on a group is one of
  ///   administrators
  GraphSurroundings(
      CurrentGraph graph, Function<String, Optional<SourceConfig>> sources, int highSensitivity) {
    this.graph = graph;
    this.sources = sources;
    this.highSensitivity = highSensitivity;
  }

  @Override
  public Optional<Instant> harvested(String source) {
    return Optional.ofNullable(graph.snapshot().complete().get(source));
  }

  @Override
  public Optional<String> adminByWhatItGrants(NodeKey group) {
    GraphSnapshot snapshot = graph.snapshot();
    List<String> reasons = new ArrayList<>();
    out(
        snapshot,
        group,
        EdgeKind.HOLDS,
        edge -> {
          Node granted = snapshot.node(snapshot.to(edge));
          if (granted.crownJewel() || granted.sensitivity() >= highSensitivity) {
            reasons.add(
                "is an admin group by what it grants (%s, sensitivity %d)"
                    .formatted(granted.name(), granted.sensitivity()));
          }
        });
    return reasons.stream().sorted().findFirst();
  }

  @Override
  public List<NodeKey> groupsOf(NodeKey account) {
    GraphSnapshot snapshot = graph.snapshot();
    TreeSet<String> groups = new TreeSet<>();
    out(snapshot, account, EdgeKind.MEMBER_OF, edge -> groups.add(snapshot.key(snapshot.to(edge))));
    return keys(groups);
  }

  @Override
  public boolean manages(String source, String right) {
    return sources.apply(source).filter(found -> found.map().manages(right)).isPresent();
  }

  @Override
  public List<NodeKey> managingPermissionsOf(NodeKey principal) {
    GraphSnapshot snapshot = graph.snapshot();
    TreeSet<String> permissions = new TreeSet<>();
    out(
        snapshot,
        principal,
        EdgeKind.HOLDS,
        edge -> {
          String via = snapshot.via(edge);
          if (via != null && manages(snapshot.node(snapshot.to(edge)))) {
            permissions.add(via);
          }
        });
    return keys(permissions);
  }

  @Override
  public List<NodeKey> alsoManaging(NodeKey permission) {
    GraphSnapshot snapshot = graph.snapshot();
    TreeSet<Integer> containers = new TreeSet<>();
    TreeSet<Integer> holders = new TreeSet<>();
    snapshot
        .edges(EdgeKind.HOLDS)
        .filter(edge -> permission.value().equals(snapshot.via(edge)))
        .forEach(edge -> {
          holders.add(snapshot.from(edge));
          on(snapshot, snapshot.to(edge), containers::add);
        });
    TreeSet<String> others = new TreeSet<>();
    snapshot
        .edges(EdgeKind.HOLDS)
        .filter(edge -> manages(snapshot.node(snapshot.to(edge))))
        .filter(edge -> !holders.contains(snapshot.from(edge)))
        .forEach(edge -> {
          String via = snapshot.via(edge);
          on(
              snapshot,
              snapshot.to(edge),
              container -> {
                if (via != null && containers.contains(container)) {
                  others.add(via);
                }
              });
        });
    return keys(others);
  }

  private boolean manages(Node right) {
    return right.kind() == NodeKind.ENTITLEMENT
        && right.right()
        && right.source() != null
        && right.value() != null
        && manages(right.source(), right.value());
  }

  private static void out(GraphSnapshot snapshot, NodeKey node, EdgeKind kind, IntConsumer each) {
    OptionalInt found = snapshot.find(node.value());
    if (found.isPresent()) {
      for (int edge = snapshot.firstOut(found.getAsInt());
          edge < snapshot.endOut(found.getAsInt());
          edge++) {
        if (snapshot.edgeKind(edge) == kind && snapshot.holds(edge)) {
          each.accept(edge);
        }
      }
    }
  }

  private static void on(GraphSnapshot snapshot, int right, IntConsumer each) {
    for (int edge = snapshot.firstOut(right); edge < snapshot.endOut(right); edge++) {
      if (snapshot.edgeKind(edge) == EdgeKind.ON) {
        each.accept(snapshot.to(edge));
      }
    }
  }

  private static List<NodeKey> keys(Set<String> values) {
    return values.stream().map(NodeKey::parse).filter(Objects::nonNull).toList();
  }
}
