package dev.firebreak.graph.snapshot;

/// How long an array becomes that has to hold more.
final class Growth {

  private static final int MOST = Integer.MAX_VALUE - 8;

  private Growth() {}

  /// @param now its length
  /// @param least what it must hold
  /// @throws IllegalStateException if no array is that long
  static int of(int now, long least) {
    if (least > MOST) {
      throw new IllegalStateException(
          "The graph is too large for one snapshot: a column would have %,d entries, the most is %,d."
              .formatted(least, MOST));
    }
    return (int) Math.min(MOST, Math.max(least, now + (now >> 1) + 16L));
  }
}
