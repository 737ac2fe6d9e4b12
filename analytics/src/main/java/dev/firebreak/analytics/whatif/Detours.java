package dev.firebreak.analytics.whatif;

import java.util.Arrays;

/// The dominators of one identity where they differ from those of the [Region] that its heaviest
/// entry leads to. Its other entries are searched; what they lead to, and nothing else, may be
/// dominated otherwise than in the region: no other way enters the rest.
///
/// Numbers of the tree: 0 is the identity, then come its accounts, then the places of the region,
/// then what was searched, in reverse postorder. A dominator's number is smaller than those of what
/// it dominates.
///
/// One can solve again and again; not for several threads.
final class Detours {

  private final Flow flow;
  private final Region region;
  private final Entries entries;
  private final int[] stamps;
  private final int[] ranks;
  private final int[] path;
  private final int[] next;
  private int round;
  private int size;
  private int[] order = new int[64];
  private int[] above = new int[64];
  private int[] ways = new int[64];
  private int[] sole = new int[64];
  private long[] dominated = new long[64];
  private int[] backFrom = new int[16];
  private int[] backEdges = new int[16];
  private int backs;
  private int base;
  private int top;
  private int headAbove;
  private int headWays;
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
    this.stamps = new int[flow.size()];
    this.ranks = new int[flow.size()];
    this.path = new int[flow.size() + 1];
    this.next = new int[flow.size() + 1];
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
    for (int at = entries.first(row); at < entries.end(row); at++) {
      if (entries.target(at) != head && stamps[entries.target(at)] != round) {
        search(entries.target(at));
      }
    }
    reverse();
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
    if (above.length < size) {
      above = new int[order.length];
      ways = new int[order.length];
      sole = new int[order.length];
      dominated = new long[order.length];
    }
    for (int rank = 0; rank < size; rank++) {
      ranks[order[rank]] = rank;
      above[rank] = -1;
      ways[rank] = 0;
      dominated[rank] = flow.weight(order[rank]);
    }
  }

  private void enter(int row, int head) {
    headAbove = -1;
    headWays = 0;
    for (int at = entries.first(row); at < entries.end(row); at++) {
      int target = entries.target(at);
      int parent = entries.parent(at);
      if (stamps[target] == round) {
        way(ranks[target], parent, ~(at - entries.first(row)));
      } else if (target == head) {
        headAbove = headAbove < 0 || headAbove == parent ? parent : 0;
        headEntry = at - entries.first(row);
        headWays++;
      }
    }
  }

  /// Follows the edges in order, so that whatever is left behind has its dominator, but for cycles.
  private void walk() {
    for (int rank = 0; rank < size; rank++) {
      int node = order[rank];
      if (region.has(node)) {
        int place = region.place(node);
        for (int at = region.firstIn(place); at < region.endIn(place); at++) {
          int from = region.inFrom(at);
          if (stamps[region.node(from)] != round) {
            way(rank, base + from, region.inEdge(at));
          }
        }
      }
      for (int edge = flow.first(node); edge < flow.end(node); edge++) {
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
    above[rank] = above[rank] < 0 ? from : meet(above[rank], from);
    ways[rank]++;
    sole[rank] = edge;
  }

  private void back(int rank, int edge) {
    if (backs == backFrom.length) {
      backFrom = Arrays.copyOf(backFrom, backs * 2);
      backEdges = Arrays.copyOf(backEdges, backs * 2);
    }
    backFrom[backs] = rank;
    backEdges[backs++] = edge;
  }

  /// Follows the edges again while cycles move a dominator, then counts the edges that go back but
  /// start at nothing that their end dominates.
  private void settle() {
    boolean moved = backs > 0;
    while (moved) {
      moved = false;
      for (int rank = 0; rank < size; rank++) {
        int node = order[rank];
        for (int edge = flow.first(node); edge < flow.end(node); edge++) {
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
        ways[to]++;
        sole[to] = backEdges[back];
      }
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
    if (lost.length < region.size()) {
      lost = new long[region.size() * 2];
      touched = new int[region.size() * 2];
      touchedIn = new int[region.size() * 2];
    }
    if (owned.length < base) {
      owned = new long[base * 2];
    }
    Arrays.fill(owned, 0, base, 0);
    for (int rank = size - 1; rank >= 0; rank--) {
      int to = above[rank];
      if (to >= top) {
        dominated[to - top] += dominated[rank];
      } else if (to >= base) {
        lose(to - base, -dominated[rank]);
      } else {
        owned[to] += dominated[rank];
      }
      if (region.has(order[rank])) {
        int place = region.place(order[rank]);
        int before = region.above(place);
        if (before >= 0 && !isSearched(before)) {
          lose(before, region.dominated(place));
        }
      }
    }
    if (headWays > 0) {
      owned[headAbove] += headLoss();
    }
    for (int account = 1; account < base; account++) {
      owned[0] += owned[account];
    }
  }

  private void lose(int place, long weight) {
    for (int at = place; at >= 0; at = region.above(at)) {
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
      sums.add(node, ways[rank] == 1 ? sole[rank] : -1, dominated[rank], identities);
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
  }

  /// How many nodes the other entries lead to.
  int searched() {
    return size;
  }

  private boolean isSearched(int place) {
    return stamps[region.node(place)] == round;
  }

  private long headLoss() {
    return region.dominated(0) - (touchedIn[0] == round ? lost[0] : 0);
  }

  /// What the identity would lose with one of its entries: of the first at `first`, of the second
  /// after it …
  void entries(long[] losses, int first) {
    if (headWays == 1) {
      losses[first + headEntry] = headLoss();
    }
    for (int rank = 0; rank < size; rank++) {
      if (ways[rank] == 1 && sole[rank] < 0) {
        losses[first + ~sole[rank]] = dominated[rank];
      }
    }
  }

  /// The weight of all that the identity reaches, 0, or that its first, second … account dominates.
  long owned(int account) {
    return owned[account];
  }
}
