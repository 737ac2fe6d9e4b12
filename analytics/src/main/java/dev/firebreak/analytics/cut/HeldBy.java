package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.unused.Since;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a node holds by memberships, grants and what they imply, or who holds it so: nodes, nearest
/// first, each with the shortest way and since when that way is complete.
final class HeldBy {

  private record Found(int edge, @Nullable Since since) {}

  private final GraphSnapshot snapshot;
  private final Map<String, Instant> firstHarvests;
  private final boolean forward;
  private final Map<Integer, Found> found = new LinkedHashMap<>();

  private HeldBy(
      GraphSnapshot snapshot, Map<String, Instant> firstHarvests, boolean forward, int start) {
    this.snapshot = snapshot;
    this.firstHarvests = firstHarvests;
    this.forward = forward;
    found.put(start, new Found(-1, Since.EVER));
    ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(start));
    while (!queue.isEmpty()) {
      int node = queue.remove();
      if (forward) {
        snapshot.forEachOut(node, e -> visit(node, snapshot.to(e), e, queue));
      } else {
        snapshot.forEachIn(node, e -> visit(node, snapshot.from(e), e, queue));
      }
    }
  }

  /// What a node holds.
  static HeldBy from(GraphSnapshot snapshot, Map<String, Instant> firstHarvests, int node) {
    return new HeldBy(snapshot, firstHarvests, true, node);
  }

  /// Who holds what a node holds, the node itself first.
  static HeldBy to(GraphSnapshot snapshot, Map<String, Instant> firstHarvests, int node) {
    return new HeldBy(snapshot, firstHarvests, false, node);
  }

  private void visit(int from, int to, int edge, ArrayDeque<Integer> queue) {
    boolean holding =
        switch (snapshot.edgeKind(edge)) {
          case MEMBER_OF, HOLDS, IMPLIES -> true;
          case OWNS, ON, OPENS, CONTAINS, SIGNS_IN_AS, REPORTS_TO -> false;
        };
    Found before = found.get(from);
    if (holding && before != null && !found.containsKey(to)) {
      found.put(
          to, new Found(edge, Since.later(before.since(), since(snapshot, firstHarvests, edge))));
      queue.add(to);
    }
  }

  boolean contains(int node) {
    return found.containsKey(node);
  }

  /// The nodes of a kind, nearest first.
  List<Integer> nodes(NodeKind kind) {
    return found.keySet().stream().filter(node -> snapshot.kind(node) == kind).toList();
  }

  /// The edges of the shortest way between the start and a node.
  List<Integer> way(int node) {
    List<Integer> way = new ArrayList<>();
    int at = node;
    for (Found step = found.get(at); step != null && step.edge() >= 0; step = found.get(at)) {
      way.add(step.edge());
      at = forward ? snapshot.from(step.edge()) : snapshot.to(step.edge());
    }
    return way;
  }

  /// Since when the way between the start and a node is complete; null where an edge of it does not
  /// tell.
  @Nullable Since since(int node) {
    Found step = found.get(node);
    return step == null ? null : step.since();
  }

  /// Since when an edge is there; what a role implies is as old as the role.
  static @Nullable Since since(
      GraphSnapshot snapshot, Map<String, Instant> firstHarvests, int edge) {
    return snapshot.edgeKind(edge) == EdgeKind.IMPLIES
        ? Since.EVER
        : Since.of(snapshot.edge(edge), firstHarvests);
  }
}
