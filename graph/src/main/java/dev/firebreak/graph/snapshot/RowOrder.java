package dev.firebreak.graph.snapshot;

/// Sorts row numbers; rows that are in order already take one comparison each.
final class RowOrder {

  /// Compares two rows.
  interface Comparison {
    int compare(int row, int other);
  }

  private RowOrder() {}

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
