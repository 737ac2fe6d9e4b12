package dev.firebreak.graph.snapshot;

import java.util.BitSet;
import java.util.stream.IntStream;

/// One bit for each row.
final class Bits {

  private final long[] words;

  Bits(int rows) {
    this(new long[(rows + 63) >>> 6]);
  }

  private Bits(long[] words) {
    this.words = words;
  }

  boolean get(int row) {
    return (words[row >>> 6] & 1L << row) != 0;
  }

  void set(int row) {
    words[row >>> 6] |= 1L << row;
  }

  void clear(int row) {
    words[row >>> 6] &= ~(1L << row);
  }

  /// These bits with some more rows between them, which are not set.
  ///
  /// @param rows how many there are
  Bits with(Splice splice, int rows) {
    Bits all = new Bits(rows + splice.count());
    int from = 0;
    for (int i = 0; i <= splice.count(); i++) {
      int end = i == splice.count() ? rows : splice.at()[i];
      for (int row = from; row < end; row += 64) {
        all.or(row + i, word(row, Math.min(64, end - row)));
      }
      from = end;
    }
    return all;
  }

  /// Up to 64 bits from a row on.
  private long word(int row, int count) {
    int at = row >>> 6;
    long low = words[at] >>> row;
    long bits = (row & 63) == 0 || at + 1 >= words.length ? low : low | words[at + 1] << -row;
    return count == 64 ? bits : bits & (1L << count) - 1;
  }

  private void or(int row, long bits) {
    int at = row >>> 6;
    words[at] |= bits << row;
    if ((row & 63) != 0 && at + 1 < words.length) {
      words[at + 1] |= bits >>> -row;
    }
  }

  Bits copy() {
    return new Bits(words.clone());
  }

  /// The rows that are set, ascending.
  IntStream stream() {
    return IntStream.range(0, words.length)
        .filter(at -> words[at] != 0)
        .flatMap(at -> BitSet.valueOf(new long[] {words[at]}).stream().map(bit -> (at << 6) + bit));
  }

  long heapBytes() {
    return ArraySizes.of(words);
  }
}
