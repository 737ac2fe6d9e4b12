package dev.firebreak.analytics.unused;

/// The use of one grant as the dropout model reads it, in weeks since its clock started.
///
/// @param uses how many weeks had a use
/// @param recency when the last use was; 0 where there was none
/// @param observed until when it was watched, at least `recency`
/// @param whole whether every use is known; otherwise the clock started with the last use
record History(int uses, double recency, double observed, boolean whole) {

  History {
    if (uses < 0 || !(recency >= 0) || !(observed >= recency)) {
      throw new IllegalArgumentException(
          "a history of %d uses, the last after %s of %s weeks".formatted(uses, recency, observed));
    }
  }
}
