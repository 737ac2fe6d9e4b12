package dev.firebreak.analytics.toxic;

import java.util.function.IntUnaryOperator;

/// Sixty-four rows turned on their side: one word for each leaf, one bit for each row, so that a
/// rule is answered for all of them by a few ANDs.
final class Lanes {

  private final LeafReach reach;
  private final long[] words;

  Lanes(LeafReach reach) {
    this.reach = reach;
    this.words = new long[reach.width() << 6];
  }

  /// One word for each leaf.
  long[] words() {
    return words;
  }

  /// Turns rows.
  ///
  /// @param count how many, 1 to 64
  /// @param row the number of the row in each lane
  /// @return false, and nothing done, if all of them are empty
  boolean load(int count, IntUnaryOperator row) {
    boolean any = false;
    for (int lane = 0; lane < count; lane++) {
      any |= row.applyAsInt(lane) != 0;
    }
    if (!any) {
      return false;
    }
    int width = reach.width();
    long[] rows = reach.rows();
    for (int lane = 0; lane < 64; lane++) {
      int at = lane < count ? row.applyAsInt(lane) * width : 0;
      for (int w = 0; w < width; w++) {
        words[(w << 6) + lane] = rows[at + w];
      }
    }
    for (int w = 0; w < width; w++) {
      transpose(words, w << 6);
    }
    return true;
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
