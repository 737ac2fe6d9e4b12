package dev.firebreak.graph.snapshot;

import java.util.Arrays;

/// Numbers to which rows are still added; takes no memory while all of them are 0.
final class IntRows {

  private int[] values = {};
  private int size;

  void add(int value) {
    if (value != 0 && size >= values.length) {
      values = Arrays.copyOf(values, Growth.of(values.length, size + 1L));
    }
    if (size < values.length) {
      values[size] = value;
    }
    size++;
  }

  int get(int row) {
    return row < values.length ? values[row] : 0;
  }

  int size() {
    return size;
  }

  /// The rows in another order.
  int[] in(int[] order) {
    int[] ordered = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      ordered[i] = get(order[i]);
    }
    return ordered;
  }
}
