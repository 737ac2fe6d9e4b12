package dev.firebreak.analytics.blastradius;

import java.util.Arrays;

/// The rows of one group of the [Order], sorted as sequences: equal ones stand together, and
/// similar ones share as long a beginning as possible. Used again and again by one thread.
final class Group {

  private final int[] rows;
  private final int bits;
  private int[] offsets = new int[64];
  private int[] before = new int[64];
  private long[] keys = new long[64];
  private int[] pending = new int[64];
  private int size;

  /// @param classes how many there are
  Group(Order order, int classes) {
    this.rows = order.rows();
    this.bits = Math.max(1, 32 - Integer.numberOfLeadingZeros(classes));
  }

  /// Takes in the rows of a range, which have their first class in common, and sorts them.
  void of(int from, int to) {
    size = 0;
    for (int at = from; at < to; at += Order.HEAD + rows[at + 1]) {
      if (size == offsets.length) {
        offsets = Arrays.copyOf(offsets, size * 2);
        before = new int[size * 2];
        keys = new long[size * 2];
      }
      offsets[size++] = at;
    }
    sort();
  }

  int size() {
    return size;
  }

  /// Where a row begins.
  int row(int position) {
    return offsets[position];
  }

  private void sort() {
    int open = 0;
    pending[open++] = 0;
    pending[open++] = size;
    pending[open++] = 1;
    while (open > 0) {
      open -= 3;
      int begin = pending[open];
      int end = pending[open + 1];
      int depth = pending[open + 2];
      int places = arrange(begin, end, depth);
      for (int at = begin; at < end; ) {
        long key = keys[at];
        int tie = at + 1;
        while (tie < end && keys[tie] == key) {
          tie++;
        }
        if (tie - at > 1 && (key & (1L << bits) - 1) != 0) {
          pending = open + 3 <= pending.length ? pending : Arrays.copyOf(pending, open * 2 + 3);
          pending[open++] = at;
          pending[open++] = tie;
          pending[open++] = depth + places;
        }
        at = tie;
      }
    }
  }

  /// Orders a range by as many classes from `depth` on as fit into a key, and leaves those keys.
  ///
  /// @return how many classes those are
  private int arrange(int begin, int end, int depth) {
    int low = 32 - Integer.numberOfLeadingZeros(end - begin);
    int fit = Math.max(1, (63 - low) / bits);
    for (int at = begin; at < end; at++) {
      keys[at] = key(offsets[at], depth, fit) << low | (at - begin);
    }
    Arrays.sort(keys, begin, end);
    System.arraycopy(offsets, begin, before, begin, end - begin);
    int mask = (1 << low) - 1;
    for (int at = begin; at < end; at++) {
      offsets[at] = before[begin + ((int) keys[at] & mask)];
      keys[at] >>>= low;
    }
    return fit;
  }

  private long key(int row, int depth, int fit) {
    int first = row + Order.HEAD;
    int end = first + rows[row + 1];
    long key = 0;
    for (int at = first + depth; at < first + depth + fit; at++) {
      key = key << bits | (at < end && rows[at] >= 0 ? rows[at] + 1 : 0);
    }
    return key;
  }
}
