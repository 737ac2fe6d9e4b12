package dev.firebreak.analytics.whatif;

import java.util.Arrays;

/// Everything that some entries of an identity lead to, with the tree of dominators from the
/// identity: a node dominates another when every way from the identity to the other passes it.
/// Found by the method of Cooper, Harvey and Kennedy. The identity has the place 0, then come the
/// accounts that the entries start at, then the nodes in reverse postorder; a dominator's place is
/// smaller than those of what it dominates.
///
/// One region can be searched again and again; not for several threads.
final class Region {

  private final Flow flow;
  private final Entries entries;
  private final int[] stamps;
  private final int[] places;
  private final int[] path;
  private final int[] next;
  private int round;
  private int row;
  private int depth;
  private int first;
  private int size;
  private int[] order = new int[64];
  private int[] above = new int[64];
  private int[] sole = new int[64];
  private long[] dominated = new long[64];
  private int[] inStarts = new int[65];
  private int[] inFrom = new int[64];
  private int[] inEdges = new int[64];

  Region(Flow flow, Entries entries) {
    this.flow = flow;
    this.entries = entries;
    this.stamps = new int[flow.size()];
    this.places = new int[flow.size()];
    this.path = new int[flow.size() + 1];
    this.next = new int[flow.size() + 1];
  }

  /// Searches from the first entries of an identity, forgetting the search before.
  ///
  /// @param count how many entries
  void from(int identity, int count) {
    round++;
    row = identity;
    depth = count;
    size = 0;
    first = 1;
    int start = entries.first(row);
    for (int at = start; at < start + depth; at++) {
      first = Math.max(first, entries.parent(at) + 1);
    }
    for (int at = start; at < start + depth; at++) {
      if (stamps[entries.target(at)] != round) {
        search(entries.target(at));
      }
    }
    reverse();
    predecessors();
    dominators();
    sums();
    bridges();
  }

  private void search(int start) {
    int steps = 0;
    path[0] = start;
    next[0] = flow.first(start);
    stamps[start] = round;
    while (steps >= 0) {
      int node = path[steps];
      if (next[steps] < flow.end(node)) {
        int to = flow.target(next[steps]++);
        if (stamps[to] != round) {
          stamps[to] = round;
          path[++steps] = to;
          next[steps] = flow.first(to);
        }
      } else {
        order = size < order.length ? order : Arrays.copyOf(order, size * 2);
        order[size++] = node;
        steps--;
      }
    }
  }

  /// Puts the nodes behind the identity and its accounts.
  private void reverse() {
    int nodes = size;
    size += first;
    if (order.length < size) {
      order = Arrays.copyOf(order, size * 2);
    }
    for (int i = 0, j = nodes - 1; i < j; i++, j--) {
      int node = order[i];
      order[i] = order[j];
      order[j] = node;
    }
    System.arraycopy(order, 0, order, first, nodes);
    for (int place = first; place < size; place++) {
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
    int start = entries.first(row);
    for (int at = start; at < start + depth; at++) {
      inStarts[places[entries.target(at)]]++;
    }
    for (int place = first; place < size; place++) {
      int node = order[place];
      for (int edge = flow.first(node); edge < flow.end(node); edge++) {
        inStarts[places[flow.target(edge)]]++;
      }
    }
    int edges = 0;
    for (int place = 0; place < size; place++) {
      edges += inStarts[place];
      inStarts[place] = edges;
    }
    inStarts[size] = edges;
    if (inFrom.length < edges) {
      inFrom = new int[edges * 2];
      inEdges = new int[edges * 2];
    }
    for (int place = size - 1; place >= first; place--) {
      int node = order[place];
      for (int edge = flow.first(node); edge < flow.end(node); edge++) {
        enter(places[flow.target(edge)], place, edge);
      }
    }
    for (int at = start; at < start + depth; at++) {
      enter(places[entries.target(at)], entries.parent(at), Entries.code(at - start));
    }
  }

  private void enter(int place, int from, int edge) {
    int at = --inStarts[place];
    inFrom[at] = from;
    inEdges[at] = edge;
  }

  private void dominators() {
    Arrays.fill(above, 0, first, 0);
    boolean cyclic = false;
    for (int place = first; place < size; place++) {
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
      for (int place = first; place < size; place++) {
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
    Arrays.fill(dominated, 0, first, 0);
    for (int place = first; place < size; place++) {
      dominated[place] = flow.weight(order[place]);
    }
    for (int place = size - 1; place > 0; place--) {
      dominated[above[place]] += dominated[place];
    }
  }

  private void bridges() {
    for (int place = first; place < size; place++) {
      int ways = 0;
      int edge = Entries.SEVERAL;
      for (int at = inStarts[place]; at < inStarts[place + 1]; at++) {
        if (inFrom[at] < place || !dominates(place, inFrom[at])) {
          ways++;
          edge = inEdges[at];
        }
      }
      sole[place] = ways == 1 ? edge : Entries.SEVERAL;
    }
  }

  private boolean dominates(int place, int other) {
    int at = other;
    while (at > place) {
      at = above[at];
    }
    return at == place;
  }

  /// How many of the identity's entries it was searched from.
  int depth() {
    return depth;
  }

  /// Whether the entries lead to a node.
  boolean has(int node) {
    return stamps[node] == round;
  }

  int size() {
    return size;
  }

  /// The place of the first node.
  int first() {
    return first;
  }

  /// The place of a node that the entries lead to.
  int place(int node) {
    return places[node];
  }

  /// The node at a place from [#first] on.
  int node(int place) {
    return order[place];
  }

  /// The place of the nearest dominator, 0 of the identity's.
  int above(int place) {
    return above[place];
  }

  /// The weight of all that a place dominates, itself included.
  long dominated(int place) {
    return dominated[place];
  }

  /// The edge of the flow that every way to a node takes last, or the [Entries#code] of an entry;
  /// [Entries#SEVERAL] where there are several.
  int sole(int place) {
    return sole[place];
  }
}
