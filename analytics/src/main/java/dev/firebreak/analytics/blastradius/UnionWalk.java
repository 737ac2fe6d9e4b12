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
  private final long[] sums;
  private final int[] successors;
  private final boolean[] marked;
  private final int[] found;
  private final long[] keys;
  private final int[] path;

  // Levels: what was found and summed after each step; first the forest's, then the signature's.
  private int[] sizes = new int[64];
  private long[] levels = new long[64 * 3];
  private int[] trees = new int[64];
  private int depth;
  private int size;
  private long grants;
  private long marks;
  private long weight;

  UnionWalk(
      Classes classes,
      Signatures signatures,
      Forest forest,
      Order order,
      Figures figures,
      long[] keys) {
    this.signatures = signatures;
    this.forest = forest;
    this.order = order;
    this.figures = figures;
    this.sums = classes.sums();
    this.successors = classes.successors();
    this.marked = new boolean[classes.count()];
    this.found = new int[classes.count()];
    this.path = new int[classes.count()];
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

  /// Leaves the trees that do not cover `number`, then enters those between.
  ///
  /// @return the depth afterwards
  private int climb(int number) {
    while (depth > 0 && !forest.covers(trees[depth - 1], number)) {
      undo(depth - 1);
    }
    int top = depth > 0 ? trees[depth - 1] : -1;
    int steps = 0;
    for (int at = number; at != top && at >= 0; at = forest.above(at)) {
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

  private void push(int number) {
    int head = size;
    if (!marked[number]) {
      marked[number] = true;
      found[size++] = number;
      search(head);
    }
    if (depth == sizes.length) {
      sizes = Arrays.copyOf(sizes, depth * 2);
      trees = Arrays.copyOf(trees, depth * 2);
      levels = Arrays.copyOf(levels, depth * 6);
    }
    trees[depth] = number;
    sizes[depth] = size;
    levels[depth * 3] = grants;
    levels[depth * 3 + 1] = marks;
    levels[depth * 3 + 2] = weight;
    depth++;
  }

  private void search(int head) {
    long[] sum = sums;
    int[] to = successors;
    boolean[] mark = marked;
    int[] queue = found;
    int tail = size;
    long a = grants;
    long b = marks;
    long c = weight;
    for (int next = head; next < tail; next++) {
      int at = queue[next] * Classes.STRIDE;
      a += sum[at];
      b += sum[at + 1];
      c += sum[at + 2];
      long range = sum[at + 3];
      int end = (int) range;
      for (int edge = (int) (range >>> 32); edge < end; edge++) {
        int number = to[edge];
        if (!mark[number]) {
          mark[number] = true;
          queue[tail++] = number;
        }
      }
    }
    size = tail;
    grants = a;
    marks = b;
    weight = c;
  }

  /// Goes back to a depth.
  private void undo(int to) {
    int keep = to == 0 ? 0 : sizes[to - 1];
    for (int at = keep; at < size; at++) {
      marked[found[at]] = false;
    }
    size = keep;
    grants = to == 0 ? 0 : levels[to * 3 - 3];
    marks = to == 0 ? 0 : levels[to * 3 - 2];
    weight = to == 0 ? 0 : levels[to * 3 - 1];
    depth = to;
  }
}
