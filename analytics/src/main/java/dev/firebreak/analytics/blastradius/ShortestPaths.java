package dev.firebreak.analytics.blastradius;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/// All paths with the fewest hops from one node to another. Two grants of the same thing are two
/// edges and make two paths, because both must go.
///
/// @param total how many there are; [Long#MAX_VALUE] for that many or more
/// @param paths the first of them, those with smaller edge indexes towards the end first
public record ShortestPaths(long total, List<AccessPath> paths) {

  public ShortestPaths {
    paths = List.copyOf(paths);
  }

  /// The shortest paths between two nodes, of which none need be an identity. Where the second is
  /// not reached, or is the first, there are none.
  ///
  /// @param most how many paths to list at most
  public static ShortestPaths between(GraphSnapshot snapshot, int start, int target, int most) {
    Walk walk = Walk.forward(snapshot);
    walk.count(start, _ -> true, node -> node == target, 1);
    return start == target || !walk.found(target)
        ? new ShortestPaths(0, List.of())
        : of(snapshot, walk, start, target, most);
  }

  /// Counts them all and lists some.
  ///
  /// @param walk a forward walk after its search
  /// @param start the node that the walk started from
  /// @param most how many paths to list at most
  /// @throws IllegalArgumentException if the walk did not find `target`
  static ShortestPaths of(GraphSnapshot snapshot, Walk walk, int start, int target, int most) {
    Map<Integer, List<Integer>> entries = entries(snapshot, walk, target);
    List<List<Integer>> found = new ArrayList<>();
    collect(snapshot, entries, start, target, new ArrayDeque<>(), found, most);
    String title = snapshot.name(target);
    return new ShortestPaths(
        count(snapshot, entries, start),
        found.stream().map(edges -> AccessPath.along(snapshot, title, "", start, edges)).toList());
  }

  /// The last edges of shortest paths to each node that is on one, the target first, then by
  /// falling hops.
  private static Map<Integer, List<Integer>> entries(
      GraphSnapshot snapshot, Walk walk, int target) {
    Map<Integer, List<Integer>> entries = new LinkedHashMap<>();
    SequencedSet<Integer> open = new LinkedHashSet<>(List.of(target));
    while (!open.isEmpty()) {
      int node = open.removeFirst();
      int before = walk.hops(node) - 1;
      List<Integer> last = new ArrayList<>();
      snapshot.forEachIn(
          node,
          edge -> {
            int from = snapshot.from(edge);
            if (walk.found(from) && walk.hops(from) == before) {
              last.add(edge);
              open.add(from);
            }
          });
      last.sort(null);
      entries.put(node, last);
    }
    return entries;
  }

  /// How many ways lead to the target from the start: each node has as many as its successors on
  /// shortest paths together.
  private static long count(
      GraphSnapshot snapshot, Map<Integer, List<Integer>> entries, int start) {
    Map<Integer, Long> ways = new HashMap<>();
    entries.forEach((node, edges) -> {
      long onward = ways.computeIfAbsent(node, target -> 1L);
      for (int edge : edges) {
        ways.merge(snapshot.from(edge), onward, ShortestPaths::plus);
      }
    });
    return ways.getOrDefault(start, 1L);
  }

  private static long plus(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  private static void collect(
      GraphSnapshot snapshot,
      Map<Integer, List<Integer>> entries,
      int start,
      int node,
      Deque<Integer> tail,
      List<List<Integer>> found,
      int most) {
    if (found.size() >= most) {
      return;
    }
    if (node == start) {
      found.add(List.copyOf(tail));
      return;
    }
    for (int edge : entries.getOrDefault(node, List.of())) {
      tail.addFirst(edge);
      collect(snapshot, entries, start, snapshot.from(edge), tail, found, most);
      tail.removeFirst();
    }
  }
}
