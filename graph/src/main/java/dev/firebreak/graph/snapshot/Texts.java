package dev.firebreak.graph.snapshot;

import java.util.Arrays;

/// Rows of UTF-8 text that lie one after the other in one array. A row that is null holds the
/// single byte [#NONE], which is in no UTF-8 text.
interface Texts {

  byte NONE = (byte) 0xFF;

  /// The array that holds them all.
  byte[] bytes();

  /// Where a row begins.
  int start(int row);

  /// Where a row ends, exclusive.
  int end(int row);

  /// Whether a row is null.
  default boolean isNull(int row) {
    return end(row) - start(row) == 1 && bytes()[start(row)] == NONE;
  }

  /// Whether a row holds `length` bytes of `text` from `from` on.
  default boolean same(int row, byte[] text, int from, int length) {
    return Arrays.equals(bytes(), start(row), end(row), text, from, from + length);
  }
}
