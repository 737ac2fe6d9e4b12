package dev.firebreak.analytics.whatif;

import java.util.Arrays;

/// Everything that one node of the [Flow] leads to, with the tree of dominators from there: a node
/// dominates another when every way from the head to the other passes it. Found by the method of
/// Cooper, Harvey and Kennedy. Places are in reverse postorder, the head's is 0; a dominator's place
/// is smaller than those of what it dominates.
///
/// One region can be searched again and again; not for several threads.
final class Region {

  private final Flow flow;
  private final int[] stamps;
  private final int[] places;
  private final int[] path;
  private final int[] next;
  private int round;
  private int size;
  private int[] order = new int[64];
  private int[] above = new int[64];
  private int[] sole = new int[64];
  private long[] dominated = new long[64];
  private int[] inStarts = new int[65];
  private int[] inFrom = new int[64];
  private int[] inEdges = new int[64];

  Region(Flow flow) {
    this.flow = flow;
    this.stamps = new int[flow.size()];
    this.places = new int[flow.size()];
    this.path = new int[flow.size() + 1];
    this.next = new int[flow.size() + 1];
  }

  /// Searches from a node, forgetting the search before.
  void from(int head) {
    round++;
    size = 0;
    search(head);
    reverse();
    predecessors();
    dominators();
    sums();
    bridges();
  }

  private void search(int head) {
    int depth = 0;
    path[0] = head;
    next[0] = flow.first(head);
    stamps[head] = round;
    while (depth >= 0) {
      int node = path[depth];
      if (next[depth] < flow.end(node)) {
        int to = flow.target(next[depth]++);
        if (stamps[to] != round) {
          stamps[to] = round;
          path[++depth] = to;
          next[depth] = flow.first(to);
        }
      } else {
        order = size < order.length ? order : Arrays.copyOf(order, size * 2);
        order[size++] = node;
        depth--;
      }
    }
  }

  private void reverse() {
    for (int i = 0, j = size - 1; i < j; i++, j--) {
      int node = order[i];
      order[i] = order[j];
      order[j] = node;
    }
    for (int place = 0; place < size; place++) {
      places[order[place]] = place;
    }
    if (above.length < size) {
      above = new int[order.length];
      sole = new int[order.length];
      dominated = new long[order.length];
      inStarts = new int[order.length + 1];
    }
  }

  private void predecessors() {
    Arrays.fill(inStarts, 0, size + 1, 0);
    for (int place = 0; place < size; place++) {
      int node = order[place];
      for (int edge = flow.first(node); edge < flow.end(node); edge++) {
        inStarts[places[flow.target(edge)]]++;
      }
    }
    int edges = 0;
    for (int place = 0; place <= size; place++) {
      edges += place < size ? inStarts[place] : 0;
      inStarts[place] = edges;
    }
    if (inFrom.length < edges) {
      inFrom = new int[edges * 2];
      inEdges = new int[edges * 2];
    }
    for (int place = size - 1; place >= 0; place--) {
      int node = order[place];
      for (int edge = flow.first(node); edge < flow.end(node); edge++) {
        int at = --inStarts[places[flow.target(edge)]];
        inFrom[at] = place;
        inEdges[at] = edge;
      }
    }
  }

  private void dominators() {
    above[0] = -1;
    boolean cyclic = inStarts[1] > inStarts[0];
    for (int place = 1; place < size; place++) {
      int found = -1;
      for (int at = inStarts[place]; at < inStarts[place + 1]; at++) {
        int from = inFrom[at];
        if (from > place) {
          cyclic = true;
        } else {
          found = found < 0 ? from : meet(found, from);
        }
      }
      above[place] = found;
    }
    while (cyclic) {
      cyclic = false;
      for (int place = 1; place < size; place++) {
        int found = above[place];
        for (int at = inStarts[place]; at < inStarts[place + 1]; at++) {
          found = meet(found, inFrom[at]);
        }
        cyclic |= found != above[place];
        above[place] = found;
      }
    }
  }

  /// The nearest place that dominates both.
  private int meet(int one, int other) {
    int a = one;
    int b = other;
    while (a != b) {
      if (a > b) {
        a = above[a];
      } else {
        b = above[b];
      }
    }
    return a;
  }

  private void sums() {
    for (int place = 0; place < size; place++) {
      dominated[place] = flow.weight(order[place]);
    }
    for (int place = size - 1; place > 0; place--) {
      dominated[above[place]] += dominated[place];
    }
  }

  private void bridges() {
    sole[0] = -1;
    for (int place = 1; place < size; place++) {
      int ways = 0;
      int edge = -1;
      for (int at = inStarts[place]; at < inStarts[place + 1]; at++) {
        if (inFrom[at] < place || !dominates(place, inFrom[at])) {
          ways++;
          edge = inEdges[at];
        }
      }
      sole[place] = ways == 1 ? edge : -1;
    }
  }

  private boolean dominates(int place, int other) {
    int at = other;
    while (at > place) {
      at = above[at];
    }
    return at == place;
  }

  /// Whether the head leads to a node.
  boolean has(int node) {
    return stamps[node] == round;
  }

  int size() {
    return size;
  }

  /// The place of a node that the head leads to.
  int place(int node) {
    return places[node];
  }

  int node(int place) {
    return order[place];
  }

  /// The place of the nearest dominator, -1 of the head's.
  int above(int place) {
    return above[place];
  }

  /// The weight of all that a place dominates, itself included.
  long dominated(int place) {
    return dominated[place];
  }

  /// The edge of the flow that every way to a place takes last, -1 where there is none and for the
  /// head.
  int sole(int place) {
    return sole[place];
  }
}
