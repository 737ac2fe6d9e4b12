package dev.firebreak.web.explore;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What lies around a node along reach edges, as a tree: each node hangs at the one from which it
/// was found first, with the fewest hops.
final class Around {

  /// More nodes than this are not looked at; what is found then is told as "at least".
  static final int MOST_FOUND = 20_000;

  /// A node that was found.
  ///
  /// @param column how many hops it is onward from the middle, less than 0 for back
  /// @param parent the node that it hangs at; itself for the one in the middle
  /// @param onward whether it lies where an edge of its parent points; of the middle, true
  record Found(int node, int column, int parent, boolean onward) {}

  private final GraphSnapshot snapshot;
  private final int focus;
  private final Map<Integer, Found> found = new LinkedHashMap<>();
  private boolean cut;

  private Around(GraphSnapshot snapshot, int focus) {
    this.snapshot = snapshot;
    this.focus = focus;
    found.put(focus, new Found(focus, 0, focus, true));
  }

  /// What lies at most so many hops from a node.
  static Around of(GraphSnapshot snapshot, int focus, Direction direction, int hops) {
    Around around = new Around(snapshot, focus);
    if (direction.onward()) {
      around.walk(hops, true);
    }
    if (direction.back()) {
      around.walk(hops, false);
    }
    return around;
  }

  /// The nodes on some paths that all begin at one node.
  static Around along(GraphSnapshot snapshot, int start, Collection<AccessPath> paths) {
    Around around = new Around(snapshot, start);
    for (AccessPath path : paths) {
      int before = start;
      for (int column = 1; column < path.stops().size(); column++) {
        OptionalInt node = snapshot.find(path.stops().get(column).key());
        if (node.isPresent()) {
          around.found.putIfAbsent(
              node.getAsInt(), new Found(node.getAsInt(), column, before, true));
          before = node.getAsInt();
        }
      }
    }
    return around;
  }

  /// Adds a node that nothing leads to.
  Around and(int node, int column) {
    found.putIfAbsent(node, new Found(node, column, focus, true));
    return this;
  }

  /// Adds every neighbour of a node that was found, onward and back.
  void grow(int node) {
    Found at = found.get(node);
    if (at != null) {
      snapshot.forEachOut(node, edge -> take(snapshot.to(edge), at, true));
      snapshot.forEachIn(node, edge -> take(snapshot.from(edge), at, false));
    }
  }

  private void walk(int hops, boolean onward) {
    Deque<Integer> open = new ArrayDeque<>(List.of(focus));
    while (!open.isEmpty() && !cut) {
      int node = open.remove();
      Found at = of(node);
      if (Math.abs(at.column()) == hops) {
        return;
      }
      if (onward) {
        snapshot.forEachOut(node, edge -> offer(snapshot.to(edge), at, true, open));
      } else {
        snapshot.forEachIn(node, edge -> offer(snapshot.from(edge), at, false, open));
      }
    }
  }

  private void offer(int node, Found from, boolean onward, Deque<Integer> open) {
    if (take(node, from, onward)) {
      open.add(node);
    }
  }

  private boolean take(int node, Found from, boolean onward) {
    if (found.containsKey(node)) {
      return false;
    }
    if (found.size() >= MOST_FOUND) {
      cut = true;
      return false;
    }
    found.put(node, new Found(node, from.column() + (onward ? 1 : -1), from.node(), onward));
    return true;
  }

  GraphSnapshot snapshot() {
    return snapshot;
  }

  /// The node in the middle.
  int focus() {
    return focus;
  }

  /// Everything that was found, the middle first, each after what it hangs at.
  Collection<Found> all() {
    return found.values();
  }

  /// How a node was found.
  ///
  /// @throws IllegalArgumentException if it was not
  Found of(int node) {
    @Nullable Found at = found.get(node);
    if (at == null) {
      throw new IllegalArgumentException("node " + node + " was not found around " + focus);
    }
    return at;
  }

  boolean has(int node) {
    return found.containsKey(node);
  }

  /// Whether there is more than was looked at.
  boolean isCut() {
    return cut;
  }
}
