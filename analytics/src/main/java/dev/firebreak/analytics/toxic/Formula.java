package dev.firebreak.analytics.toxic;

import java.util.List;

/// A requirement over leaves: sets of nodes of which reaching one is enough. Monotone, so that who
/// reaches more never meets less.
sealed interface Formula {

  /// Reaching any node of this leaf.
  record Leaf(int bit) implements Formula {}

  /// Any of them.
  record Any(List<Formula> of) implements Formula {}

  /// All of them.
  record All(List<Formula> of) implements Formula {}

  /// Which of 64 rows meet it.
  ///
  /// @param words one word for each leaf, one bit for each row
  default long in(long[] words) {
    return switch (this) {
      case Leaf(int bit) -> words[bit];
      case Any(List<Formula> of) -> {
        long met = 0;
        for (Formula each : of) {
          met |= each.in(words);
        }
        yield met;
      }
      case All(List<Formula> of) -> {
        long met = -1;
        for (Formula each : of) {
          met &= each.in(words);
        }
        yield met;
      }
    };
  }

  /// Whether one row meets it.
  ///
  /// @param rows where the row is, from `at`, one bit for each leaf
  default boolean in(long[] rows, int at) {
    return switch (this) {
      case Leaf(int bit) -> (rows[at + (bit >> 6)] >>> bit & 1) != 0;
      case Any(List<Formula> of) -> {
        for (Formula each : of) {
          if (each.in(rows, at)) {
            yield true;
          }
        }
        yield false;
      }
      case All(List<Formula> of) -> {
        for (Formula each : of) {
          if (!each.in(rows, at)) {
            yield false;
          }
        }
        yield true;
      }
    };
  }
}
