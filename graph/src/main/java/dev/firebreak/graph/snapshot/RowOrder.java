package dev.firebreak.graph.snapshot;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Sorts row numbers, into buckets and by comparing; rows that are in order already take one
/// comparison each.
final class RowOrder {

  /// Compares two rows.
  interface Comparison {
    int compare(int row, int other);
  }

  private RowOrder() {}

  /// How rows lie one bucket after the other: those of bucket `b` are `rows[starts[b]]` to
  /// `rows[starts[b + 1] - 1]`, ascending.
  @SuppressWarnings("ArrayRecordComponent") // the arrays become columns, never compared
  record Buckets(int[] starts, int[] rows) {}

  /// Puts the rows from 0 to `count - 1` into buckets.
  ///
  /// @param bucket of a row, below `buckets`
  static Buckets buckets(int buckets, int count, IntUnaryOperator bucket) {
    int[] starts = new int[buckets + 1];
    for (int row = 0; row < count; row++) {
      starts[bucket.applyAsInt(row) + 1]++;
    }
    for (int i = 0; i < buckets; i++) {
      starts[i + 1] += starts[i];
    }
    int[] rows = new int[count];
    int[] next = Arrays.copyOf(starts, buckets);
    for (int row = 0; row < count; row++) {
      rows[next[bucket.applyAsInt(row)]++] = row;
    }
    return new Buckets(starts, rows);
  }

  /// Sorts `rows[from]` to `rows[to - 1]`; rows that compare equal keep their order.
  static void sort(int[] rows, int from, int to, Comparison by) {
    if (to - from > 1) {
      sort(rows, from, to, by, new int[(to - from + 1) / 2]);
    }
  }

  private static void sort(int[] rows, int from, int to, Comparison by, int[] spare) {
    if (to - from < 8) {
      insert(rows, from, to, by);
      return;
    }
    int middle = (from + to) >>> 1;
    sort(rows, from, middle, by, spare);
    sort(rows, middle, to, by, spare);
    if (by.compare(rows[middle - 1], rows[middle]) <= 0) {
      return;
    }
    int length = middle - from;
    System.arraycopy(rows, from, spare, 0, length);
    int left = 0;
    int right = middle;
    int at = from;
    while (left < length) {
      rows[at++] =
          right < to && by.compare(rows[right], spare[left]) < 0 ? rows[right++] : spare[left++];
    }
  }

  private static void insert(int[] rows, int from, int to, Comparison by) {
    for (int i = from + 1; i < to; i++) {
      int row = rows[i];
      int at = i;
      while (at > from && by.compare(rows[at - 1], row) > 0) {
        rows[at] = rows[at - 1];
        at--;
      }
      rows[at] = row;
    }
  }
}
