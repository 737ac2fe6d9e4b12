package dev.firebreak.graph.snapshot;

import org.jspecify.annotations.Nullable;

/// What arrays take of the heap: their entries and a header of 16 bytes, rounded up to 8, as in a
/// JVM with compressed references.
final class ArraySizes {

  private ArraySizes() {}

  static long of(byte @Nullable [] array) {
    return array == null ? 0 : rounded(array.length);
  }

  static long of(char @Nullable [] array) {
    return array == null ? 0 : rounded(2L * array.length);
  }

  static long of(int @Nullable [] array) {
    return array == null ? 0 : rounded(4L * array.length);
  }

  static long of(long @Nullable [] array) {
    return array == null ? 0 : rounded(8L * array.length);
  }

  /// Texts that are objects of their own.
  static long of(Iterable<String> texts) {
    long sum = 0;
    for (String text : texts) {
      sum += 4 + 24 + rounded(text.length());
    }
    return sum;
  }

  private static long rounded(long entries) {
    return (16 + entries + 7) / 8 * 8;
  }
}
