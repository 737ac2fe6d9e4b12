package dev.firebreak.analytics.toxic;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Sixty-four rows turned on their side: one word for each leaf, one bit for each row, so that a
/// rule is answered for all of them by a few ANDs.
final class Lanes {

  private final LeafRows reach;
  private final long[] words;
  private final long[] row;

  Lanes(LeafRows reach) {
    this.reach = reach;
    this.words = new long[reach.width() << 6];
    this.row = new long[reach.width()];
  }

  /// One word for each leaf.
  long[] words() {
    return words;
  }

  /// Turns rows.
  ///
  /// @param count how many, 1 to 64
  /// @param node the node in each lane
  /// @return false, and nothing to see, if all of their rows are empty
  boolean load(int count, IntUnaryOperator node) {
    int width = reach.width();
    boolean any = false;
    Arrays.fill(words, 0);
    for (int lane = 0; lane < count; lane++) {
      Arrays.fill(row, 0);
      if (reach.add(node.applyAsInt(lane), row, 0)) {
        any = true;
        for (int w = 0; w < width; w++) {
          words[(w << 6) + lane] = row[w];
        }
      }
    }
    for (int w = 0; any && w < width; w++) {
      transpose(words, w << 6);
    }
    return any;
  }

  /// Transposes 64 words of 64 bits, from `at`: halves are exchanged, then quarters, and so on.
  private static void transpose(long[] a, int at) {
    long mask = 0x00000000FFFFFFFFL;
    for (int j = 32; j != 0; j >>= 1, mask ^= mask << j) {
      for (int k = 0; k < 64; k = ((k | j) + 1) & ~j) {
        long t = ((a[at + k] >>> j) ^ a[at + k + j]) & mask;
        a[at + k] ^= t << j;
        a[at + k + j] ^= t;
      }
    }
  }
}
