package dev.firebreak.analytics.whatif;

import java.util.Arrays;

/// The dominators of one identity where they differ from those of the [Region] that its heaviest
/// entry leads to. Its other entries are searched; what they lead to, and nothing else, may be
/// dominated otherwise than in the region: no other way enters the rest.
///
/// What is searched and is in the region, too, has more ways to it than there, so that its dominator
/// moves up, if at all. For the ways from the rest of the region its dominator in the region stands:
/// whatever dominates it now dominates that one.
///
/// Numbers of the tree: 0 is the identity, then come its accounts, then the places of the region,
/// then what was searched and leads further, in reverse postorder. A dominator's number is smaller
/// than those of what it dominates. Leaves dominate nothing and have no number.
///
/// One can solve again and again; not for several threads.
final class Detours {

  /// In place of the only edge to a node, where there are several. An entry has a smaller number.
  private static final int SEVERAL = -1;

  private final Flow flow;
  private final Region region;
  private final Entries entries;
  private final Leaves leaves;
  private final int[] stamps;
  private final int[] ranks;
  private final int[] path;
  private final int[] next;
  private int round;
  private int size;
  private int[] order = new int[64];
  private int[] above = new int[64];
  private int[] sole = new int[64];
  private long[] dominated = new long[64];
  private int[] backFrom = new int[16];
  private int[] backEdges = new int[16];
  private int backs;
  private int base;
  private int top;
  private int headAbove;
  private int headEntry;

  // By place of the region: by how much less is dominated.
  private long[] lost = new long[64];
  private int[] touched = new int[64];
  private int[] touchedIn = new int[64];
  private int touches;

  private long[] owned = new long[8];

  Detours(Flow flow, Region region, Entries entries) {
    this.flow = flow;
    this.region = region;
    this.entries = entries;
    this.leaves = new Leaves(flow);
    this.stamps = new int[flow.inner()];
    this.ranks = new int[flow.inner()];
    this.path = new int[flow.inner() + 1];
    this.next = new int[flow.inner() + 1];
  }

  /// Finds the dominators of an identity; the region is that of its heaviest entry.
  void solve(int row) {
    int head = region.node(0);
    base = entries.accounts(row) + 1;
    top = base + region.size();
    round++;
    size = 0;
    backs = 0;
    touches = 0;
    leaves.begin(round);
    for (int at = entries.first(row); at < entries.end(row); at++) {
      int target = entries.target(at);
      if (target < flow.inner() && target != head && stamps[target] != round) {
        search(target);
      }
    }
    prepare();
    enter(row, head);
    walk();
    settle();
    sums();
  }

  private void search(int start) {
    int depth = 0;
    path[0] = start;
    next[0] = flow.first(start);
    stamps[start] = round;
    while (depth >= 0) {
      int node = path[depth];
      if (next[depth] < flow.firstLeaf(node)) {
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

  private void prepare() {
    if (above.length < size) {
      above = new int[order.length];
      sole = new int[order.length];
      dominated = new long[order.length];
    }
    for (int i = 0, j = size - 1; i < j; i++, j--) {
      int node = order[i];
      order[i] = order[j];
      order[j] = node;
    }
    for (int rank = 0; rank < size; rank++) {
      ranks[order[rank]] = rank;
      above[rank] = -1;
      dominated[rank] = flow.weight(order[rank]);
    }
    if (lost.length < region.size()) {
      lost = new long[region.size() * 2];
      touched = new int[region.size() * 2];
      touchedIn = new int[region.size() * 2];
    }
    if (owned.length < base) {
      owned = new long[base * 2];
    }
    Arrays.fill(owned, 0, base, 0);
  }

  private void enter(int row, int head) {
    headAbove = -1;
    headEntry = SEVERAL;
    int first = entries.first(row);
    for (int at = first; at < entries.end(row); at++) {
      int target = entries.target(at);
      int parent = entries.parent(at);
      if (target == head && (target >= flow.inner() || stamps[target] != round)) {
        headEntry = headAbove < 0 ? at - first : SEVERAL;
        headAbove = headAbove < 0 || headAbove == parent ? parent : 0;
      } else if (target < flow.inner()) {
        way(ranks[target], parent, entry(at - first));
      } else {
        leaf(target, parent, entry(at - first));
      }
    }
  }

  /// An entry of an identity in place of an edge, and the other way round.
  private static int entry(int number) {
    return -2 - number;
  }

  /// Follows the edges in order, so that whatever is left behind has its dominator, but for cycles.
  private void walk() {
    for (int rank = 0; rank < size; rank++) {
      int node = order[rank];
      if (region.has(node)) {
        int place = region.place(node);
        int before = region.above(place);
        if (before >= 0 && !isSearched(before)) {
          way(rank, base + before, region.sole(place));
        }
      }
      int leavesFrom = flow.firstLeaf(node);
      for (int edge = flow.first(node); edge < leavesFrom; edge++) {
        int to = ranks[flow.target(edge)];
        if (to > rank) {
          way(to, top + rank, edge);
        } else {
          back(rank, edge);
        }
      }
    }
  }

  private void way(int rank, int from, int edge) {
    if (above[rank] < 0) {
      above[rank] = from;
      sole[rank] = edge;
    } else {
      above[rank] = meet(above[rank], from);
      sole[rank] = SEVERAL;
    }
  }

  private void back(int rank, int edge) {
    if (backs == backFrom.length) {
      backFrom = Arrays.copyOf(backFrom, backs * 2);
      backEdges = Arrays.copyOf(backEdges, backs * 2);
    }
    backFrom[backs] = rank;
    backEdges[backs++] = edge;
  }

  /// Follows the edges again while cycles move a dominator, then looks for edges that go back but
  /// start at nothing that their end dominates: further ways. At last come the leaves.
  private void settle() {
    boolean moved = backs > 0;
    while (moved) {
      moved = false;
      for (int rank = 0; rank < size; rank++) {
        int node = order[rank];
        for (int edge = flow.first(node); edge < flow.firstLeaf(node); edge++) {
          int to = ranks[flow.target(edge)];
          int found = meet(above[to], top + rank);
          moved |= found != above[to];
          above[to] = found;
        }
      }
    }
    for (int back = 0; back < backs; back++) {
      int to = ranks[flow.target(backEdges[back])];
      if (!dominates(top + to, top + backFrom[back])) {
        sole[to] = SEVERAL;
      }
    }
    for (int rank = 0; rank < size; rank++) {
      int end = flow.end(order[rank]);
      for (int edge = flow.firstLeaf(order[rank]); edge < end; edge++) {
        leaf(flow.target(edge), top + rank, edge);
      }
    }
  }

  private void leaf(int node, int from, int edge) {
    int known = leaves.above(node);
    if (known < 0) {
      leaves.add(node, from, edge);
    } else {
      leaves.set(node, known == from ? from : meet(known, from), SEVERAL);
    }
  }

  private int meet(int one, int other) {
    int a = one;
    int b = other;
    while (a != b) {
      if (a > b) {
        a = up(a);
      } else {
        b = up(b);
      }
    }
    return a;
  }

  private int up(int number) {
    if (number >= top) {
      return above[number - top];
    }
    if (number < base) {
      return 0;
    }
    return number == base ? headAbove : base + region.above(number - base);
  }

  private boolean dominates(int number, int other) {
    int at = other;
    while (at > number) {
      at = up(at);
    }
    return at == number;
  }

  private void sums() {
    for (int at = 0; at < leaves.size(); at++) {
      leafSum(leaves.node(at));
    }
    for (int rank = size - 1; rank >= 0; rank--) {
      give(above[rank], dominated[rank]);
      if (region.has(order[rank])) {
        int place = region.place(order[rank]);
        int before = region.above(place);
        if (before >= 0 && !isSearched(before)) {
          lose(before, -1, region.dominated(place));
        }
      }
    }
    if (headAbove >= 0) {
      owned[headAbove] += headLoss();
    }
    for (int account = 1; account < base; account++) {
      owned[0] += owned[account];
    }
  }

  private void leafSum(int node) {
    int weight = flow.weight(node);
    if (!region.has(node)) {
      give(leaves.above(node), weight);
      return;
    }
    int before = region.above(region.place(node));
    if (isSearched(before)) {
      give(leaves.above(node), weight);
      return;
    }
    int now = meet(leaves.above(node), base + before);
    leaves.set(node, now, leaves.sole(node));
    if (now >= base) {
      lose(before, now - base, weight);
    } else {
      lose(before, -1, weight);
      owned[now] += weight;
    }
  }

  private void give(int to, long weight) {
    if (to >= top) {
      dominated[to - top] += weight;
    } else if (to >= base) {
      lose(to - base, -1, -weight);
    } else {
      owned[to] += weight;
    }
  }

  /// Takes weight from a place and from what dominates it, up to a place that keeps it.
  ///
  /// @param until -1 for none
  private void lose(int place, int until, long weight) {
    for (int at = place; at != until; at = region.above(at)) {
      if (touchedIn[at] != round) {
        touchedIn[at] = round;
        touched[touches++] = at;
        lost[at] = 0;
      }
      lost[at] += weight;
    }
  }

  /// Gives what was found to `sums`, once for each of `identities` that enter alike. The region is
  /// taken to be in the sums for them already: only what differs is given.
  void tell(Losses sums, int identities) {
    for (int rank = 0; rank < size; rank++) {
      int node = order[rank];
      if (region.has(node)) {
        int place = region.place(node);
        sums.take(node, region.sole(place), region.dominated(place), identities);
      }
      sums.add(node, sole[rank], dominated[rank], identities);
    }
    for (int touch = 0; touch < touches; touch++) {
      int place = touched[touch];
      if (lost[place] != 0) {
        int node = region.node(place);
        long before = region.dominated(place);
        sums.take(node, region.sole(place), before, identities);
        sums.add(node, region.sole(place), before - lost[place], identities);
      }
    }
    for (int at = 0; at < leaves.size(); at++) {
      int node = leaves.node(at);
      if (!region.has(node)) {
        sums.leaf(node, identities);
        if (leaves.sole(node) >= 0) {
          sums.leafEdge(leaves.sole(node), identities);
        }
      } else {
        int edge = region.sole(region.place(node));
        if (edge >= 0 && edge != leaves.sole(node)) {
          sums.leafEdge(edge, -identities);
        }
      }
    }
  }

  private boolean isSearched(int place) {
    int node = region.node(place);
    return stamps[node] == round;
  }

  private long headLoss() {
    return region.dominated(0) - (touchedIn[0] == round ? lost[0] : 0);
  }

  /// What the identity would lose with one of its entries: of the first at `first`, of the second
  /// after it …
  void entries(long[] losses, int first) {
    if (headEntry >= 0) {
      losses[first + headEntry] = headLoss();
    }
    for (int rank = 0; rank < size; rank++) {
      if (sole[rank] < SEVERAL) {
        losses[first + entry(sole[rank])] = dominated[rank];
      }
    }
    for (int at = 0; at < leaves.size(); at++) {
      int node = leaves.node(at);
      if (leaves.sole(node) < SEVERAL && !region.has(node)) {
        losses[first + entry(leaves.sole(node))] = flow.weight(node);
      }
    }
  }

  /// The weight of all that the identity reaches, 0, or that its first, second … account dominates.
  long owned(int account) {
    return owned[account];
  }
}
