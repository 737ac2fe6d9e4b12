package dev.firebreak.graph.snapshot;

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

  Bits copy() {
    return new Bits(words.clone());
  }

  long heapBytes() {
    return ArraySizes.of(words);
  }
}
