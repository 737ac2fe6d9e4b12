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

  private static final int UNREACHED = TreeLog.UNREACHED;
  private static final int UNKNOWN = TreeLog.UNKNOWN;
  private static final int STRIDE = TreeLog.STRIDE;
  private static final int SOLE = TreeLog.SOLE;
  private static final int BORN = TreeLog.BORN;
  private static final int RANK = TreeLog.RANK;
  private static final int WEIGHT = TreeLog.WEIGHT;
  private static final int COUNT = TreeLog.COUNT;

  private final Losses losses;
  private final int inner;
  private final int root;
  private final int[] starts;
  private final int[] leafStarts;
  private final int[] targets;
  private final int[] weights;
  private final int[] state;
  private final long[] dominated;
  private final TreeLog log;
  private final Joins joins;
  private int entries;
  private int identities;

  // What is reached by the newest entry and leads further, by rank.
  private final int[] part;
  private final int[] path;
  private int partSize;
  private boolean joined;

  // What was reached before and has a further way now.
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
    this.losses = losses;
    this.inner = flow.inner();
    this.root = flow.size();
    this.starts = flow.starts();
    this.leafStarts = flow.leafStarts();
    this.targets = flow.targets();
    this.weights = flow.weights();
    this.state = new int[(root + accounts + 1) * STRIDE];
    this.dominated = new long[root + accounts + 1];
    this.log = new TreeLog(state, dominated);
    this.joins = new Joins(flow, state);
    this.part = new int[inner];
    this.path = new int[inner + 1];
    this.marks = new int[root + accounts + 1];
    for (int node = 0; node <= root + accounts; node++) {
      state[node * STRIDE] = node < root ? UNREACHED : root;
      state[node * STRIDE + SOLE] = Entries.SEVERAL;
    }
    for (int leaf = inner; leaf < root; leaf++) {
      state[leaf * STRIDE + WEIGHT] = weights[leaf];
    }
  }

  /// Begins a step: entries that are taken back together.
  ///
  /// @param count how many identities have these entries and all before
  void open(int count) {
    log.open();
    identities = count;
  }

  /// Takes in one entry more.
  ///
  /// @param target where it leads to
  /// @param account 0 for the identity itself, 1 for its first account …
  /// @param code what stands for the entry as an only edge
  void push(int target, int account, int code) {
    entries++;
    int from = root + account;
    if (state[target * STRIDE] != UNREACHED) {
      further(target, from);
    } else if (target >= inner) {
      state[target * STRIDE] = from;
      state[target * STRIDE + SOLE] = code;
      state[target * STRIDE + COUNT] += identities;
      log.add(target);
      give(from, weights[target]);
    } else {
      grow(target, from, code);
    }
  }

  /// Takes back the newest step that is in.
  void undo() {
    log.undo();
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
    return target < inner ? dominated[target] : weights[target];
  }

  private void give(int slot, long weight) {
    dominated[slot] += weight;
    log.gave(slot, weight);
    if (slot != root) {
      dominated[root] += weight;
      log.gave(root, weight);
    }
  }

  /// Tells how many identities reached each leaf.
  void tellLeaves() {
    for (int leaf = inner; leaf < root; leaf++) {
      losses.leaf(leaf, state[leaf * STRIDE + COUNT]);
    }
  }

  /// Reaches a part that was not reached.
  private void grow(int start, int from, int code) {
    knownSize = 0;
    partSize = 0;
    joined = false;
    reach(start, UNKNOWN, Entries.SEVERAL);
    search();
    if (joined) {
      joins.find(part, partSize, entries);
    }
    for (int rank = 0; rank < partSize; rank++) {
      leaves(part[rank]);
    }
    state[start * STRIDE] = from;
    state[start * STRIDE + SOLE] = code;
    sum();
    losses.add(start, Entries.SEVERAL, dominated[start], identities);
    give(from, dominated[start]);
    for (int at = 0; at < knownSize; at++) {
      further(known[at], from);
    }
  }

  private void reach(int node, int above, int sole) {
    int at = node * STRIDE;
    state[at] = above;
    state[at + SOLE] = sole;
    state[at + BORN] = entries;
    state[at + RANK] = partSize;
    part[partSize++] = node;
    dominated[node] = weights[node];
    log.add(node);
  }

  /// Breadth first. Unless two ways join, a node's only way is the one by which it was found.
  private void search() {
    for (int head = 0; head < partSize; head++) {
      int node = part[head];
      int end = leafStarts[node];
      for (int edge = starts[node]; edge < end; edge++) {
        int to = targets[edge];
        if (state[to * STRIDE] == UNREACHED) {
          reach(to, node, edge);
        } else if (state[to * STRIDE + BORN] == entries) {
          joined = true;
        } else {
          know(to);
        }
      }
    }
  }

  private void leaves(int node) {
    int[] states = state;
    int first = leafStarts[node];
    int end = starts[node + 1];
    int count = identities;
    int[] born = log.room(end - first);
    int size = log.bornSize();
    long weight = 0;
    for (int edge = first; edge < end; edge++) {
      int leaf = targets[edge];
      int at = leaf * STRIDE;
      int above = states[at];
      if (above == UNREACHED) {
        states[at] = node;
        states[at + SOLE] = edge;
        states[at + COUNT] += count;
        born[size++] = leaf;
        losses.leafEdge(edge, count);
        weight += states[at + WEIGHT];
      } else if (states[above * STRIDE + BORN] == entries) {
        joinLeaf(at, above, node);
      } else if (above != root || states[at + SOLE] != Entries.SEVERAL) {
        know(leaf);
      }
    }
    log.bornSize(size);
    dominated[node] += weight;
  }

  private void joinLeaf(int at, int above, int node) {
    losses.leafEdge(state[at + SOLE], -identities);
    state[at + SOLE] = Entries.SEVERAL;
    int found = joins.meet(above, node);
    if (found != above) {
      state[at] = found;
      dominated[above] -= state[at + WEIGHT];
      dominated[found] += state[at + WEIGHT];
    }
  }

  private void know(int node) {
    known = knownSize < known.length ? known : Arrays.copyOf(known, knownSize * 2);
    known[knownSize++] = node;
  }

  private void sum() {
    for (int rank = partSize - 1; rank > 0; rank--) {
      int node = part[rank];
      long weight = dominated[node];
      dominated[state[node * STRIDE]] += weight;
      losses.add(node, state[node * STRIDE + SOLE], weight, identities);
    }
  }

  /// Takes in a further way to a node, from the newest entry.
  private void further(int node, int from) {
    int above = state[node * STRIDE];
    if (above == root || above == from) {
      several(node, above);
      return;
    }
    int to = top(above, from) == from ? from : root;
    move(node, above, to);
    less(above, to, weight(node));
    while (movedSize > 0) {
      movedSize--;
      below(moved[movedSize], movedTo[movedSize]);
    }
  }

  /// The account that is above a node, or the root where none is.
  private int top(int node, int from) {
    if (dominated[from] == dominated[root]) {
      return from;
    }
    int top = node;
    while (top < root) {
      top = state[top * STRIDE];
    }
    return top;
  }

  private long weight(int node) {
    return node < inner ? dominated[node] : state[node * STRIDE + WEIGHT];
  }

  /// Says that there are several edges to a node.
  private void several(int node, int above) {
    int sole = state[node * STRIDE + SOLE];
    if (sole != Entries.SEVERAL) {
      log.changed(node, above, sole);
      state[node * STRIDE + SOLE] = Entries.SEVERAL;
      lose(node, sole);
    }
  }

  /// Nothing is lost any more without an edge to a node.
  private void lose(int node, int edge) {
    if (node < inner) {
      losses.addEdge(edge, dominated[node], -identities);
    } else {
      losses.leafEdge(edge, -identities);
    }
  }

  /// Hangs a node below another that is above its parent; there are several edges to it then.
  private void move(int node, int above, int to) {
    int sole = state[node * STRIDE + SOLE];
    log.changed(node, above, sole);
    state[node * STRIDE] = to;
    if (sole != Entries.SEVERAL) {
      state[node * STRIDE + SOLE] = Entries.SEVERAL;
      lose(node, sole);
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

  /// Takes weight from a node and all above it, up to one that keeps it.
  private void less(int node, int until, long weight) {
    for (int from = node; from != until; from = state[from * STRIDE]) {
      long before = dominated[from];
      dominated[from] = before - weight;
      log.gave(from, -weight);
      if (from < inner) {
        losses.less(from, state[from * STRIDE + SOLE], before, weight, identities);
      }
    }
  }

  /// Moves what edges from below a moved node lead to, past what was above both.
  private void below(int top, int to) {
    mark++;
    marks[top] = mark;
    path[0] = top;
    int size = 1;
    int last = to;
    long weight = 0;
    for (int head = 0; head < size; head++) {
      int node = path[head];
      int leaf = leafStarts[node];
      int end = starts[node + 1];
      for (int edge = starts[node]; edge < end; edge++) {
        int target = targets[edge];
        int above = state[target * STRIDE];
        if (marks[above] == mark) {
          if (edge < leaf && marks[target] != mark) {
            marks[target] = mark;
            path[size++] = target;
          }
        } else if (above == to || above == root) {
          several(target, above);
        } else {
          if (above != last) {
            less(last, to, weight);
            last = above;
            weight = 0;
          }
          weight += weight(target);
          move(target, above, to);
        }
      }
    }
    less(last, to, weight);
  }
}
