package dev.firebreak.analytics.whatif;

import java.util.Arrays;

/// The tree of dominators of all that one identity reaches, grown entry by entry and taken back in
/// the reverse order. A node dominates another when every way from the identity to the other passes
/// it; its parent in the tree is the nearest one that dominates it. Below the root, the identity,
/// are its accounts, and below those what is reached.
///
/// What a new entry leads to and was not reached before hangs below its account, by the dominators
/// of that part alone (Cooper, Harvey, Kennedy). What was reached before has a further way now. Its
/// parent becomes the account where only this account leads to it, the root otherwise, and the same
/// holds for everything that is reached from it past the parent it had: a node that gets a further
/// way from outside its parent keeps what dominates both ways, and nothing between.
///
/// Every change is told to the [Losses] at once, for all identities that have the entries so far.
/// One tree belongs to one thread.
final class DominatorTree {

  private static final int UNREACHED = -1;
  private static final int UNKNOWN = -2;

  // Of each node: what is above it in the tree, the only edge to it, when it was reached, its rank.
  private static final int STRIDE = 4;
  private static final int ABOVE = 0;
  private static final int SOLE = 1;
  private static final int BORN = 2;
  private static final int RANK = 3;

  private final Flow flow;
  private final Losses losses;
  private final int inner;
  private final int root;
  private final int[] starts;
  private final int[] leafStarts;
  private final int[] targets;
  private final int[] state;
  private final long[] dominated;
  private final TreeLog log;
  private int entries;
  private int identities;

  // The part that is reached by the newest entry, in reverse postorder.
  private final int[] part;
  private final int[] path;
  private final int[] next;
  private int partSize;
  private int[] backFrom = new int[16];
  private int[] backEdges = new int[16];
  private int backs;
  private int[] known = new int[64];
  private int knownSize;

  // The search below what has moved.
  private final int[] marks;
  private int mark;
  private int[] moved = new int[64];
  private int[] movedTo = new int[64];
  private int movedSize;

  /// @param accounts the most that an identity has
  DominatorTree(Flow flow, Losses losses, int accounts) {
    this.flow = flow;
    this.losses = losses;
    this.inner = flow.inner();
    this.root = flow.size();
    this.starts = flow.starts();
    this.leafStarts = flow.leafStarts();
    this.targets = flow.targets();
    this.state = new int[(root + accounts + 1) * STRIDE];
    this.dominated = new long[root + accounts + 1];
    this.log = new TreeLog();
    this.part = new int[inner];
    this.path = new int[inner + 1];
    this.next = new int[inner + 1];
    this.marks = new int[root + accounts + 1];
    for (int node = 0; node < root; node++) {
      state[node * STRIDE + ABOVE] = UNREACHED;
    }
    for (int slot = root; slot <= root + accounts; slot++) {
      state[slot * STRIDE + ABOVE] = root;
      state[slot * STRIDE + SOLE] = Entries.SEVERAL;
    }
  }

  /// Takes in one entry more.
  ///
  /// @param target where it leads to
  /// @param account 0 for the identity itself, 1 for its first account …
  /// @param code what stands for the entry as an only edge
  /// @param count how many identities have this entry and all before
  void push(int target, int account, int code, int count) {
    log.open();
    entries++;
    identities = count;
    int from = root + account;
    if (state[target * STRIDE] != UNREACHED) {
      further(target, from);
    } else if (target >= inner) {
      reach(target, from, code);
      losses.leaf(target, count);
      give(from, flow.weight(target));
    } else {
      grow(target, from, code);
    }
  }

  /// Takes back the newest entry that is in.
  void pop() {
    log.undo(state, dominated, STRIDE);
  }

  /// The weight that the identity, 0, or its first, second … account dominates.
  long owned(int account) {
    return dominated[root + account];
  }

  /// What is lost without an entry.
  long lost(int target, int code) {
    if (state[target * STRIDE + SOLE] != code) {
      return 0;
    }
    return target < inner ? dominated[target] : flow.weight(target);
  }

  private void reach(int node, int above, int sole) {
    int at = node * STRIDE;
    state[at + ABOVE] = above;
    state[at + SOLE] = sole;
    state[at + BORN] = entries;
    log.born(node);
  }

  private void give(int slot, long weight) {
    dominated[slot] += weight;
    log.gave(slot, weight);
    if (slot != root) {
      dominated[root] += weight;
      log.gave(root, weight);
    }
  }

  /// Reaches a part that was not reached.
  private void grow(int start, int from, int code) {
    search(start);
    knownSize = 0;
    backs = 0;
    state[start * STRIDE + ABOVE] = from;
    state[start * STRIDE + SOLE] = code;
    follow();
    if (backs > 0) {
      settle(start);
    }
    leaves();
    sum(from);
    for (int at = 0; at < knownSize; at++) {
      further(known[at], from);
    }
  }

  private void search(int start) {
    int depth = 0;
    int size = 0;
    int[] order = part;
    path[0] = start;
    next[0] = starts[start];
    reach(start, UNKNOWN, Entries.SEVERAL);
    while (depth >= 0) {
      int node = path[depth];
      int end = leafStarts[node];
      int at = next[depth];
      while (at < end && state[targets[at] * STRIDE] != UNREACHED) {
        at++;
      }
      next[depth] = at + 1;
      if (at < end) {
        int to = targets[at];
        reach(to, UNKNOWN, Entries.SEVERAL);
        path[++depth] = to;
        next[depth] = starts[to];
      } else {
        order[size++] = node;
        depth--;
      }
    }
    partSize = size;
    for (int i = 0, j = size - 1; i < j; i++, j--) {
      int node = order[i];
      order[i] = order[j];
      order[j] = node;
    }
    for (int rank = 0; rank < size; rank++) {
      state[order[rank] * STRIDE + RANK] = rank;
    }
  }

  /// Follows the edges in order, so that whatever is left behind has its dominator, but for cycles.
  private void follow() {
    for (int rank = 0; rank < partSize; rank++) {
      int node = part[rank];
      int end = leafStarts[node];
      for (int edge = starts[node]; edge < end; edge++) {
        int to = targets[edge];
        int at = to * STRIDE;
        if (state[at + BORN] != entries) {
          know(to);
        } else if (state[at + RANK] <= rank) {
          back(rank, edge);
        } else {
          way(at, node, edge);
        }
      }
    }
  }

  private void way(int at, int from, int edge) {
    int above = state[at + ABOVE];
    if (above == UNKNOWN) {
      state[at + ABOVE] = from;
      state[at + SOLE] = edge;
    } else {
      state[at + ABOVE] = meet(above, from);
      state[at + SOLE] = Entries.SEVERAL;
    }
  }

  private void know(int node) {
    known = knownSize < known.length ? known : Arrays.copyOf(known, knownSize * 2);
    known[knownSize++] = node;
  }

  private void back(int rank, int edge) {
    if (backs == backFrom.length) {
      backFrom = Arrays.copyOf(backFrom, backs * 2);
      backEdges = Arrays.copyOf(backEdges, backs * 2);
    }
    backFrom[backs] = part[rank];
    backEdges[backs++] = edge;
  }

  /// Follows the edges again while cycles move a dominator, then looks for edges that go back but
  /// start at nothing that their end dominates: further ways.
  private void settle(int start) {
    boolean moving = true;
    while (moving) {
      moving = false;
      for (int rank = 0; rank < partSize; rank++) {
        int node = part[rank];
        for (int edge = starts[node]; edge < leafStarts[node]; edge++) {
          int at = targets[edge] * STRIDE;
          if (state[at + BORN] == entries && targets[edge] != start) {
            int found = meet(state[at + ABOVE], node);
            moving |= found != state[at + ABOVE];
            state[at + ABOVE] = found;
          }
        }
      }
    }
    for (int back = 0; back < backs; back++) {
      int to = targets[backEdges[back]];
      if (to != start && meet(to, backFrom[back]) != to) {
        state[to * STRIDE + SOLE] = Entries.SEVERAL;
      }
    }
  }

  private void leaves() {
    for (int rank = 0; rank < partSize; rank++) {
      int node = part[rank];
      int end = starts[node + 1];
      for (int edge = leafStarts[node]; edge < end; edge++) {
        int leaf = targets[edge];
        int at = leaf * STRIDE;
        if (state[at + ABOVE] == UNREACHED) {
          reach(leaf, node, edge);
        } else if (state[at + BORN] == entries) {
          way(at, node, edge);
        } else {
          know(leaf);
        }
      }
    }
  }

  /// The nearest node of the newest part that dominates both.
  private int meet(int one, int other) {
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

  private void sum(int from) {
    for (int rank = 0; rank < partSize; rank++) {
      dominated[part[rank]] = flow.weight(part[rank]);
    }
    for (int at = log.newest(); at < log.bornSize(); at++) {
      int leaf = log.born[at];
      if (leaf >= inner) {
        dominated[state[leaf * STRIDE]] += flow.weight(leaf);
        losses.leaf(leaf, identities);
        losses.leafEdge(state[leaf * STRIDE + SOLE], identities);
      }
    }
    for (int rank = partSize - 1; rank > 0; rank--) {
      int node = part[rank];
      long weight = dominated[node];
      dominated[state[node * STRIDE]] += weight;
      losses.add(node, state[node * STRIDE + SOLE], weight, identities);
    }
    int start = part[0];
    losses.add(start, Entries.SEVERAL, dominated[start], identities);
    give(from, dominated[start]);
  }

  /// Takes in a further way to a node, from the newest entry.
  private void further(int node, int from) {
    several(node);
    int above = state[node * STRIDE];
    if (above == root || above == from) {
      return;
    }
    int top = above;
    while (top < root) {
      top = state[top * STRIDE];
    }
    move(node, top == from ? from : root);
    while (movedSize > 0) {
      movedSize--;
      below(moved[movedSize], movedTo[movedSize]);
    }
  }

  /// Says that there are several edges to a node.
  private void several(int node) {
    int at = node * STRIDE;
    int sole = state[at + SOLE];
    if (sole == Entries.SEVERAL) {
      return;
    }
    log.changed(node, state[at + ABOVE], sole);
    state[at + SOLE] = Entries.SEVERAL;
    if (sole >= 0) {
      if (node < inner) {
        losses.addEdge(sole, dominated[node], -identities);
      } else {
        losses.leafEdge(sole, -identities);
      }
    }
  }

  private void move(int node, int to) {
    int at = node * STRIDE;
    int above = state[at + ABOVE];
    log.changed(node, above, state[at + SOLE]);
    state[at + ABOVE] = to;
    long weight = node < inner ? dominated[node] : flow.weight(node);
    for (int from = above; from != to; from = state[from * STRIDE]) {
      long before = dominated[from];
      dominated[from] = before - weight;
      log.gave(from, -weight);
      if (from < inner) {
        losses.less(from, state[from * STRIDE + SOLE], before, weight, identities);
      }
    }
    if (node < inner) {
      if (movedSize == moved.length) {
        moved = Arrays.copyOf(moved, movedSize * 2);
        movedTo = Arrays.copyOf(movedTo, movedSize * 2);
      }
      moved[movedSize] = node;
      movedTo[movedSize++] = to;
    }
  }

  /// Moves what edges from below a moved node lead to, past what was above both.
  private void below(int top, int to) {
    mark++;
    marks[top] = mark;
    path[0] = top;
    int size = 1;
    for (int head = 0; head < size; head++) {
      int node = path[head];
      int leaf = leafStarts[node];
      int end = starts[node + 1];
      for (int edge = starts[node]; edge < end; edge++) {
        int target = targets[edge];
        int above = state[target * STRIDE];
        if (marks[above] != mark) {
          several(target);
          if (above != to && above != root) {
            move(target, to);
          }
        } else if (edge < leaf && marks[target] != mark) {
          marks[target] = mark;
          path[size++] = target;
        }
      }
    }
  }
}
