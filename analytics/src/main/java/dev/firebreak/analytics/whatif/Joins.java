package dev.firebreak.analytics.whatif;

/// The dominators of a part of a [DominatorTree] in which ways join, by the method of Cooper,
/// Harvey and Kennedy: the edges are followed in reverse postorder, again and again while cycles
/// move a dominator. Its first node leads to all others.
final class Joins {

  private static final int STRIDE = TreeLog.STRIDE;
  private static final int SOLE = TreeLog.SOLE;
  private static final int BORN = TreeLog.BORN;
  private static final int RANK = TreeLog.RANK;
  private static final int UNREACHED = TreeLog.UNREACHED;
  private static final int UNKNOWN = TreeLog.UNKNOWN;

  private final int[] starts;
  private final int[] leafStarts;
  private final int[] targets;
  private final int[] state;
  private final int[] path;
  private final int[] next;
  private int[] part = {};
  private int partSize;
  private int entries;
  private boolean cyclic;

  /// @param state of the nodes of the tree
  Joins(Flow flow, int[] state) {
    this.starts = flow.starts();
    this.leafStarts = flow.leafStarts();
    this.targets = flow.targets();
    this.state = state;
    this.path = new int[flow.inner() + 1];
    this.next = new int[flow.inner() + 1];
  }

  /// Ranks a part anew, in reverse postorder, and finds what is above each of its nodes and the
  /// only edge to it.
  ///
  /// @param born by which entry the part was reached
  void find(int[] nodes, int size, int born) {
    part = nodes;
    partSize = size;
    entries = born;
    int start = part[0];
    order(start);
    cyclic = false;
    boolean moving = follow(start);
    while (moving && cyclic) {
      moving = follow(start);
    }
    for (int rank = 0; cyclic && rank < partSize; rank++) {
      turnBack(part[rank], start);
    }
  }

  /// Ranks the part, its dominators unknown.
  private void order(int start) {
    int rank = partSize;
    int depth = 0;
    path[0] = start;
    next[0] = starts[start];
    for (int at = 0; at < partSize; at++) {
      state[part[at] * STRIDE] = UNREACHED;
    }
    state[start * STRIDE] = UNKNOWN;
    while (depth >= 0) {
      int node = path[depth];
      int edge = next[depth];
      if (edge < leafStarts[node]) {
        next[depth] = edge + 1;
        int to = targets[edge];
        if (state[to * STRIDE] == UNREACHED) {
          state[to * STRIDE] = UNKNOWN;
          path[++depth] = to;
          next[depth] = starts[to];
        }
      } else {
        part[--rank] = node;
        state[node * STRIDE + RANK] = rank;
        depth--;
      }
    }
  }

  /// @return whether a dominator was found or moved
  private boolean follow(int start) {
    boolean moving = false;
    for (int rank = 0; rank < partSize; rank++) {
      int node = part[rank];
      int end = leafStarts[node];
      for (int edge = starts[node]; edge < end; edge++) {
        int to = targets[edge];
        int at = to * STRIDE;
        if (to == start || state[at + BORN] != entries) {
          continue;
        }
        int above = state[at];
        cyclic |= state[at + RANK] <= rank;
        if (above == UNKNOWN) {
          state[at] = node;
          state[at + SOLE] = edge;
          moving = true;
        } else if (above != node) {
          int found = meet(above, node);
          moving |= found != above;
          state[at] = found;
          if (state[at + RANK] > rank) {
            state[at + SOLE] = Entries.SEVERAL;
          }
        }
      }
    }
    return moving;
  }

  /// An edge back to a node that does not dominate its start is a further way to that node.
  private void turnBack(int node, int start) {
    for (int edge = starts[node]; edge < leafStarts[node]; edge++) {
      int to = targets[edge];
      int at = to * STRIDE;
      if (to != start
          && state[at + BORN] == entries
          && state[at + RANK] <= state[node * STRIDE + RANK]
          && meet(to, node) != to) {
        state[at + SOLE] = Entries.SEVERAL;
      }
    }
  }

  /// The nearest node of the part that dominates both.
  int meet(int one, int other) {
    int a = one;
    int b = other;
    while (a != b) {
      if (state[a * STRIDE + RANK] > state[b * STRIDE + RANK]) {
        a = state[a * STRIDE];
      } else {
        b = state[b * STRIDE];
      }
    }
    return a;
  }
}
