package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.reach.Adjacency;

/// What would be lost without each node that one start reaches: the weights that it dominates, by
/// the algorithm of Cooper, Harvey and Kennedy. One object is used for one start after another.
final class Dominators {

  /// Takes a node and the weight that it dominates, its own among it.
  interface Each {
    void node(int node, long weight);
  }

  private final Adjacency out;
  private final Adjacency in;
  private final int[] weights;
  private final boolean[] gone;
  private final int[] seen;
  private final int[] next;
  private final int[] stack;
  private final int[] last;
  private final int[] place;
  private final int[] dominator;
  private final long[] sums;
  private int round;
  private int count;

  /// @param gone the nodes that are not there; read anew for each start
  Dominators(Adjacency out, Adjacency in, int[] weights, boolean[] gone) {
    int nodes = weights.length;
    this.out = out;
    this.in = in;
    this.weights = weights;
    this.gone = gone;
    this.seen = new int[nodes];
    this.next = new int[nodes];
    this.stack = new int[nodes];
    this.last = new int[nodes];
    this.place = new int[nodes];
    this.dominator = new int[nodes];
    this.sums = new long[nodes];
  }

  /// Looks at what a start reaches.
  ///
  /// @return the weight of all of it
  long from(int start) {
    search(start);
    dominate();
    for (int at = 0; at < count; at++) {
      sums[at] = weights[last[at]];
    }
    for (int at = 0; at < count - 1; at++) {
      sums[dominator[at]] += sums[at];
    }
    return sums[count - 1];
  }

  /// Hands over every node that the start reached, the start not among them.
  void forEach(Each each) {
    for (int at = 0; at < count - 1; at++) {
      each.node(last[at], sums[at]);
    }
  }

  /// Depth first; `last` has the nodes in the order in which they are left, the start last.
  private void search(int start) {
    round++;
    count = 0;
    int depth = 0;
    stack[0] = start;
    seen[start] = round;
    next[start] = out.first(start);
    while (depth >= 0) {
      int node = stack[depth];
      if (next[node] < out.end(node)) {
        int to = out.target(next[node]++);
        if (seen[to] != round && !gone[to]) {
          seen[to] = round;
          next[to] = out.first(to);
          stack[++depth] = to;
        }
      } else {
        place[node] = count;
        last[count++] = node;
        depth--;
      }
    }
  }

  private void dominate() {
    for (int at = 0; at < count; at++) {
      dominator[at] = -1;
    }
    dominator[count - 1] = count - 1;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int at = count - 2; at >= 0; at--) {
        int found = -1;
        int node = last[at];
        for (int i = in.first(node); i < in.end(node); i++) {
          int before = in.target(i);
          if (seen[before] == round && dominator[place[before]] >= 0) {
            found = found < 0 ? place[before] : common(found, place[before]);
          }
        }
        if (dominator[at] != found) {
          dominator[at] = found;
          changed = true;
        }
      }
    }
  }

  private int common(int one, int other) {
    int a = one;
    int b = other;
    while (a != b) {
      while (a < b) {
        a = dominator[a];
      }
      while (b < a) {
        b = dominator[b];
      }
    }
    return a;
  }
}
