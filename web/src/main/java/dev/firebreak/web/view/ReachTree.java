package dev.firebreak.web.view;

import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The shortest ways from one node to everything it reaches, as a tree: each node hangs below the
/// node before it on its witness path.
final class ReachTree {

  private final GraphSnapshot snapshot;
  private final int root;
  private final Map<Integer, Integer> parent = new HashMap<>();
  private final Map<Integer, Integer> hops = new LinkedHashMap<>();
  private final Map<Integer, List<Integer>> children = new HashMap<>();
  private final Map<Integer, Integer> resources = new HashMap<>();

  private ReachTree(GraphSnapshot snapshot, int root) {
    this.snapshot = snapshot;
    this.root = root;
    Walk walk = Walk.forward(snapshot).from(root);
    int[] order = walk.nodes().toArray();
    for (int node : order) {
      hops.put(node, walk.hops(node));
      if (node != root) {
        int before = snapshot.from(walk.edges(node).getLast());
        parent.put(node, before);
        children.computeIfAbsent(before, _ -> new ArrayList<>()).add(node);
      }
    }
    for (int i = order.length - 1; i > 0; i--) {
      int node = order[i];
      int own = snapshot.kind(node).isResource() ? 1 : 0;
      int below = resources.merge(node, own, Integer::sum);
      resources.merge(parentOf(node), below, Integer::sum);
    }
  }

  static ReachTree of(GraphSnapshot snapshot, int root) {
    return new ReachTree(snapshot, root);
  }

  GraphSnapshot snapshot() {
    return snapshot;
  }

  int root() {
    return root;
  }

  /// Every node reached, nearest first, without the root.
  List<Integer> nodes() {
    return hops.keySet().stream().filter(node -> node != root).toList();
  }

  int hops(int node) {
    return hops.getOrDefault(node, 0);
  }

  int maxHops() {
    return hops.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  List<Integer> children(int node) {
    return children.getOrDefault(node, List.of());
  }

  /// How many resources are at or below a node; the root itself does not count.
  int resources(int node) {
    return resources.getOrDefault(node, 0);
  }

  int parentOf(int node) {
    Integer before = parent.get(node);
    if (before == null) {
      throw new IllegalArgumentException("node " + node + " has no parent in this tree");
    }
    return before;
  }

  /// Whether `upper` stands on the way from the root to `node`, or is it.
  boolean isAbove(int upper, int node) {
    for (Integer at = node; at != null; at = parent.get(at)) {
      if (at == upper) {
        return true;
      }
    }
    return false;
  }
}
