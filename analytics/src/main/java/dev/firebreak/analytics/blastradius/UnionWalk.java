package dev.firebreak.analytics.blastradius;

import java.util.Arrays;

/// Walks signatures in their [Order] and keeps marked what the shared beginning of two neighbours
/// reaches: only the rest is undone and searched anew. Each class is counted when it is marked, so
/// a sum is one over distinct nodes. One walk belongs to one thread.
final class UnionWalk {

  private final Forest forest;
  private final Order order;
  private final Group group;
  private final int[] rows;
  private final Leaves leaves;
  private final int classes;
  private final Figures figures;
  private final Additions additions;
  private final int[] marked;
  private final long[] before;
  private final int[] path;
  private int[] pending = new int[64];

  // Levels: what was touched and summed after each step; first the forest's, then the signature's.
  private int[] sizes = new int[64];
  private long[] levels = new long[64 * 3];
  private int[] trees = new int[64];
  private int depth;
  private int size;
  private long grants;
  private long marks;
  private long weight;

  UnionWalk(Additions additions, Order order, Leaves leaves, Figures figures) {
    this.leaves = leaves;
    this.classes = additions.forest().count();
    this.forest = additions.forest();
    this.order = order;
    this.group = new Group(order, additions.forest().count());
    this.rows = order.rows();
    this.figures = figures;
    this.additions = additions;
    this.marked = new int[(forest.count() + 31) >> 5];
    this.before = new long[forest.count()];
    this.path = new int[forest.count()];
  }

  /// Answers the groups between two first classes.
  void walk(int from, int to) {
    undo(0);
    for (int first = from; first < to; first++) {
      if (first == classes) {
        leavesOnly();
      } else if (order.start(first) < order.start(first + 1)) {
        group.of(order.start(first), order.start(first + 1));
        answer(climb(first));
      }
    }
  }

  private void leavesOnly() {
    undo(0);
    int end = order.start(classes + 1);
    for (int row = order.start(classes); row < end; row += Order.HEAD + rows[row + 1]) {
      tell(row, row + Order.HEAD);
    }
  }

  /// Answers the group, whose first class is marked.
  ///
  /// @param tree the depth with it
  private void answer(int tree) {
    int previous = -1;
    for (int at = 0; at < group.size(); at++) {
      int row = group.row(at);
      int shared = previous < 0 ? 1 : shared(previous, row);
      if (tree + shared - 1 < depth) {
        undo(tree + shared - 1);
      }
      int end = row + Order.HEAD + rows[row + 1];
      int next = row + Order.HEAD + shared;
      for (; next < end && rows[next] >= 0; next++) {
        push(rows[next]);
      }
      tell(row, next);
      previous = row;
    }
    undo(tree);
  }

  /// Answers a row whose classes are marked: of its leaves, from `at` on, those that no class leads
  /// to are added.
  private void tell(int row, int at) {
    long ownGrants = grants;
    long ownMarks = marks;
    long ownWeight = weight;
    int end = row + Order.HEAD + rows[row + 1];
    for (int leaf = at; leaf < end; leaf++) {
      int number = Leaves.code(rows[leaf]);
      int place = leaves.place(number);
      if (place < 0 || (marked[place >> 5] & 1 << place) == 0) {
        int payload = leaves.payload(number);
        ownGrants += Tally.grants(payload);
        ownMarks += Tally.marks(payload);
        ownWeight += Tally.weight(payload);
      }
    }
    figures.sums(rows[row], ownGrants, ownMarks, ownWeight);
  }

  /// Leaves the trees that do not cover `place`, then enters those between.
  ///
  /// @return the depth afterwards
  private int climb(int place) {
    while (depth > 0 && !forest.covers(trees[depth - 1], place)) {
      undo(depth - 1);
    }
    int top = depth > 0 ? trees[depth - 1] : -1;
    int steps = 0;
    for (int at = place; at != top && at >= 0; at = forest.above()[at]) {
      path[steps++] = at;
    }
    while (steps > 0) {
      push(path[--steps]);
    }
    return depth;
  }

  /// How many classes, without leaves, a row shares with the one before, at its beginning; the
  /// first is shared in a group.
  private int shared(int previous, int row) {
    int most = Math.min(rows[previous + 1], rows[row + 1]);
    int same = 1;
    while (same < most
        && rows[row + Order.HEAD + same] >= 0
        && rows[previous + Order.HEAD + same] == rows[row + Order.HEAD + same]) {
      same++;
    }
    return same;
  }

  private void push(int place) {
    mark(place);
    if (depth == sizes.length) {
      sizes = Arrays.copyOf(sizes, depth * 2);
      trees = Arrays.copyOf(trees, depth * 2);
      levels = Arrays.copyOf(levels, depth * 6);
    }
    trees[depth] = place;
    sizes[depth] = size;
    levels[depth * 3] = grants;
    levels[depth * 3 + 1] = marks;
    levels[depth * 3 + 2] = weight;
    depth++;
  }

  /// Marks all that a class leads to: its addition and those above it, up to a marked class.
  private void mark(int place) {
    long[] cells = additions.cells();
    int open = 0;
    int at = place;
    int start = additions.starts()[place];
    while (true) {
      while (at >= 0 && (marked[at >> 5] & (1 << at)) == 0) {
        long above = cells[start + 3];
        add(cells, start);
        if ((cells[start + 2] & 1) != 0) {
          open = postpone(at, open);
        }
        at = (int) (above >> 32);
        start = (int) above;
      }
      if (open == 0) {
        return;
      }
      at = pending[--open];
      start = additions.starts()[at];
    }
  }

  /// Marks an addition and counts what of it was not marked before.
  private void add(long[] cells, int start) {
    long third = cells[start + 2];
    grants += cells[start];
    marks += cells[start + 1];
    weight += third >> Additions.SHIFT;
    int first = start + Additions.HEAD;
    int end = first + ((int) third & (1 << Additions.SHIFT) - 1) / 2;
    int next = size;
    for (int at = first; at < end; at++) {
      long entry = cells[at];
      int word = (int) (entry >>> 32);
      int mask = (int) entry;
      int old = marked[word];
      int twice = old & mask;
      if (twice != 0) {
        uncount(word, twice);
        if (twice == mask) {
          continue;
        }
      }
      before[next++] = (long) word << 32 | (old & 0xFFFFFFFFL);
      marked[word] = old | mask;
    }
    size = next;
  }

  private void uncount(int word, int bits) {
    for (int rest = bits; rest != 0; rest &= rest - 1) {
      int place = word << 5 | Integer.numberOfTrailingZeros(rest);
      int single = additions.singles()[place];
      grants -= single < 0 ? additions.grants(place) : Tally.grants(single);
      marks -= single < 0 ? additions.marks(place) : Tally.marks(single);
      weight -= single < 0 ? additions.weight(place) : Tally.weight(single);
    }
  }

  private int postpone(int place, int open) {
    int[] successors = additions.successors(place);
    if (open + successors.length > pending.length) {
      pending = Arrays.copyOf(pending, (open + successors.length) * 2);
    }
    System.arraycopy(successors, 0, pending, open, successors.length);
    return open + successors.length;
  }

  /// Goes back to a depth.
  private void undo(int to) {
    int keep = to == 0 ? 0 : sizes[to - 1];
    for (int at = size - 1; at >= keep; at--) {
      marked[(int) (before[at] >>> 32)] = (int) before[at];
    }
    size = keep;
    grants = to == 0 ? 0 : levels[to * 3 - 3];
    marks = to == 0 ? 0 : levels[to * 3 - 2];
    weight = to == 0 ? 0 : levels[to * 3 - 1];
    depth = to;
  }
}
