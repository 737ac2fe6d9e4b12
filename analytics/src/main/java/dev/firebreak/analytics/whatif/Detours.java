package dev.firebreak.analytics.whatif;

import java.util.Arrays;

/// The dominators of one identity where they differ from those of the [Region] that its first
/// entries lead to. Its other entries are searched; what they lead to, and nothing else, may be
/// dominated otherwise than in the region: no other way enters the rest.
///
/// What is searched and is in the region, too, has more ways to it than there, so that its
/// dominator moves up, if at all. For the ways from the rest of the region its dominator in the
/// region stands: whatever dominates it now dominates that one.
///
/// Numbers of the tree: first the places of the region, then further accounts of the identity, then
/// what was searched and leads further, in reverse postorder. A dominator's number is smaller than
/// those of what it dominates. Leaves dominate nothing and have no number.
///
/// One can solve again and again; not for several threads.
final class Detours {

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

  // By place of the region: by how much less is dominated.
  private long[] lost = new long[64];
  private int[] touched = new int[64];
  private int[] touchedIn = new int[64];
  private int touches;

  // By further account: what it dominates.
  private long[] further = new long[8];

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

  /// Finds the dominators of an identity that has the entries of the region first.
  void solve(int row) {
    base = region.size();
    top = base + Math.max(0, entries.accounts(row) + 1 - region.first());
    round++;
    size = 0;
    backs = 0;
    touches = 0;
    leaves.begin(round);
    int others = entries.first(row) + region.depth();
    for (int at = others; at < entries.end(row); at++) {
      int target = entries.target(at);
      if (target < flow.inner() && stamps[target] != round) {
        search(target);
      }
    }
    prepare();
    for (int at = others; at < entries.end(row); at++) {
      enter(at, Entries.code(at - entries.first(row)));
    }
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
    if (further.length < top - base) {
      further = new long[(top - base) * 2];
    }
    Arrays.fill(further, 0, top - base, 0);
  }

  private void enter(int at, int code) {
    int target = entries.target(at);
    int parent = entries.parent(at);
    int from = parent < region.first() ? parent : base + parent - region.first();
    if (target < flow.inner()) {
      way(ranks[target], from, code);
    } else {
      leaf(target, from, code);
    }
  }

  /// Follows the edges in order, so that whatever is left behind has its dominator, but for cycles.
  private void walk() {
    for (int rank = 0; rank < size; rank++) {
      int node = order[rank];
      if (region.has(node)) {
        int place = region.place(node);
        int before = region.above(place);
        if (!isSearched(before)) {
          way(rank, before, region.sole(place));
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
      sole[rank] = Entries.SEVERAL;
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
        sole[to] = Entries.SEVERAL;
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
      leaves.set(node, known == from ? from : meet(known, from), Entries.SEVERAL);
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
    return number < base ? region.above(number) : 0;
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
        if (!isSearched(before)) {
          lose(before, -1, region.dominated(place));
        }
      }
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
    lose(before, meet(leaves.above(node), before), weight);
  }

  private void give(int to, long weight) {
    if (to >= top) {
      dominated[to - top] += weight;
    } else if (to >= base) {
      further[to - base] += weight;
      lose(0, -1, -weight);
    } else {
      lose(to, -1, -weight);
    }
  }

  /// Takes weight from a place and from what dominates it, up to a place that keeps it.
  ///
  /// @param until -1 for none
  private void lose(int place, int until, long weight) {
    int at = place;
    while (at != until) {
      if (touchedIn[at] != round) {
        touchedIn[at] = round;
        touched[touches++] = at;
        lost[at] = 0;
      }
      lost[at] += weight;
      at = at == 0 ? -1 : region.above(at);
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
      if (lost[place] != 0 && place >= region.first()) {
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
    return place >= region.first() && stamps[region.node(place)] == round;
  }

  private long left(int place) {
    return region.dominated(place) - (touchedIn[place] == round ? lost[place] : 0);
  }

  /// What the identity would lose with each of its entries.
  ///
  /// @param losses by entry, of all identities
  void entries(long[] losses, int row) {
    int first = entries.first(row);
    for (int number = 0; number < region.depth(); number++) {
      int target = entries.target(first + number);
      int place = region.place(target);
      boolean searched =
          target < flow.inner() ? stamps[target] == round : leaves.above(target) >= 0;
      if (region.sole(place) == Entries.code(number) && !searched) {
        losses[first + number] = left(place);
      }
    }
    for (int rank = 0; rank < size; rank++) {
      if (sole[rank] < Entries.SEVERAL) {
        losses[first + Entries.code(sole[rank])] = dominated[rank];
      }
    }
    for (int at = 0; at < leaves.size(); at++) {
      int node = leaves.node(at);
      if (leaves.sole(node) < Entries.SEVERAL && !region.has(node)) {
        losses[first + Entries.code(leaves.sole(node))] = flow.weight(node);
      }
    }
  }

  /// The weight of all that the identity reaches, 0, or that its first, second … account dominates.
  long owned(int account) {
    return account < region.first() ? left(account) : further[account - region.first()];
  }
}
