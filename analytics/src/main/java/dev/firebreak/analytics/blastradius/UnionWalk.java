package dev.firebreak.analytics.blastradius;

import java.util.Arrays;

/// Walks signatures in their [Order] and keeps marked what the shared beginning of two neighbours
/// reaches: only the rest is undone and searched anew. Each class is counted when it is marked, so
/// a sum is one over distinct nodes. One walk belongs to one thread.
final class UnionWalk {

  private final Signatures signatures;
  private final Forest forest;
  private final Order order;
  private final Figures figures;
  private final Additions additions;
  private final int[] marked;
  private final long[] before;
  private final long[] keys;
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

  UnionWalk(Signatures signatures, Additions additions, Order order, Figures figures, long[] keys) {
    this.signatures = signatures;
    this.forest = additions.forest();
    this.order = order;
    this.figures = figures;
    this.additions = additions;
    this.marked = new int[(forest.count() + 31) >> 5];
    this.before = new long[forest.count()];
    this.path = new int[forest.count()];
    this.keys = keys;
  }

  /// Answers the sources between two cuts of the order.
  void walk(int from, int to) {
    undo(0);
    for (int at = from; at < to; ) {
      int end = order.cut(at + 1);
      group(at, end);
      at = end;
    }
  }

  private void group(int from, int to) {
    order.sort(from, to, keys);
    int first = order.source(from);
    int tree = climb(signatures.row(first)[signatures.start(first)]);
    int previous = -1;
    for (int at = from; at < to; at++) {
      int source = order.source(at);
      int[] row = signatures.row(source);
      int start = signatures.start(source);
      int length = signatures.length(source);
      int shared = previous < 0 ? 1 : shared(previous, row, start, length);
      if (tree + shared - 1 < depth) {
        undo(tree + shared - 1);
      }
      for (int i = shared; i < length; i++) {
        push(row[start + i]);
      }
      figures.sums(source, grants, marks, weight);
      previous = source;
    }
    undo(tree);
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

  /// How many classes a signature shares with the one before, at its beginning; the first is shared
  /// in a group.
  private int shared(int previous, int[] row, int start, int length) {
    int[] other = signatures.row(previous);
    int otherStart = signatures.start(previous);
    int most = Math.min(length, signatures.length(previous));
    int same = 1;
    while (same < most && other[otherStart + same] == row[start + same]) {
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
    int[] above = forest.above();
    boolean[] partial = additions.partial();
    int open = 0;
    int at = place;
    while (true) {
      while (at >= 0 && (marked[at >> 5] & (1 << at)) == 0) {
        add(at);
        if (partial[at]) {
          open = postpone(at, open);
        }
        at = above[at];
      }
      if (open == 0) {
        return;
      }
      at = pending[--open];
    }
  }

  /// Marks an addition and counts what of it was not marked before.
  private void add(int place) {
    long[] sum = additions.sums();
    long[] entries = additions.entries();
    int of = place * Additions.STRIDE;
    grants += sum[of];
    marks += sum[of + 1];
    weight += sum[of + 2];
    long range = sum[of + 3];
    int end = (int) range;
    int next = size;
    for (int at = (int) (range >>> 32); at < end; at++) {
      long entry = entries[at];
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
