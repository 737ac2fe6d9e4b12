package dev.firebreak.web.view;

import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Who gives an identity its reach: the nodes whose removal alone would take most of it away. Of a
/// chain of nodes that give much the same, the farthest is named, as the nearest cause.
public final class Contributors {

  private static final int CANDIDATES = 24;
  private static final int NAMED = 4;
  private static final double MUCH_THE_SAME = 0.8;

  private Contributors() {}

  /// A contributor.
  ///
  /// @param index of the node in the snapshot
  /// @param lost how many resources the identity would no longer reach without the node
  public record Contributor(int index, NodeRef node, String source, int lost) {}

  /// The largest contributors, largest first. What they take away does not overlap.
  static List<Contributor> of(ReachTree tree, SourceNames names) {
    GraphSnapshot snapshot = tree.snapshot();
    int total = tree.resources(tree.root());
    Map<Integer, Integer> lost = new HashMap<>();
    Walk walk = Walk.forward(snapshot);
    tree.nodes().stream()
        .filter(node -> tree.resources(node) > 1)
        .sorted(Comparator.comparingInt(tree::resources).reversed())
        .limit(CANDIDATES)
        .forEach(node -> lost.put(node, total - reachedWithout(snapshot, walk, tree.root(), node)));
    List<Contributor> named = new ArrayList<>();
    while (named.size() < NAMED) {
      int widest = widest(lost, tree, -1, 1);
      if (widest < 0) {
        break;
      }
      int cause = widest;
      for (int next = cause; next >= 0; ) {
        cause = next;
        int floor = (int) Math.ceil(MUCH_THE_SAME * lost.getOrDefault(widest, 0));
        next = widest(lost, tree, cause, Math.max(1, floor));
      }
      int found = cause;
      named.add(
          new Contributor(
              found,
              NodeRef.of(snapshot, found),
              names.of(snapshot.source(found)),
              lost.getOrDefault(found, 0)));
      lost.keySet().removeIf(node -> tree.isAbove(node, found) || tree.isAbove(found, node));
    }
    named.sort(Comparator.comparingInt(Contributor::lost).reversed());
    return List.copyOf(named);
  }

  /// The candidate below `above` (-1: any) that takes most away, at least `floor`; -1 for none.
  private static int widest(Map<Integer, Integer> lost, ReachTree tree, int above, int floor) {
    int best = -1;
    for (var candidate : lost.entrySet()) {
      int node = candidate.getKey();
      boolean below = above < 0 || (node != above && tree.isAbove(above, node));
      if (below
          && candidate.getValue() >= floor
          && (best < 0
              || candidate.getValue() > lost.getOrDefault(best, 0)
              || (candidate.getValue().equals(lost.get(best)) && node < best))) {
        best = node;
      }
    }
    return best;
  }

  private static int reachedWithout(GraphSnapshot snapshot, Walk walk, int root, int node) {
    return (int)
        walk.from(root, edge -> snapshot.to(edge) != node)
            .nodes()
            .filter(i -> i != root && snapshot.kind(i).isResource())
            .count();
  }
}
