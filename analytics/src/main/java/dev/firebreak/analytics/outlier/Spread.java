package dev.firebreak.analytics.outlier;

import java.util.Arrays;

/// The middle of some numbers and how far they lie apart, little moved by a few extremes.
///
/// @param median the middle
/// @param scale the largest of three: 1.4826 times the median distance from the middle and the
///   distance of the ninth decile from the middle divided by 1.2816, which for normal numbers both
///   are their standard deviation, and [#FLOOR]. The decile keeps what one in ten has from standing
///   out where the others are all alike.
record Spread(double median, double scale) {

  /// Of numbers on a logarithmic scale: at the bar of 3.5, what is less than nearly six times the
  /// middle does not stand out, however alike the others are.
  static final double FLOOR = 0.5;

  private static final double NINTH_DECILE = 1.2815515655446004;

  /// @param values at least one number
  static Spread of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted);
  }

  /// @param sorted at least one number, ascending
  static Spread ofSorted(double[] sorted) {
    double middle = quantile(sorted, 0.5);
    double upper = (quantile(sorted, 0.9) - middle) / NINTH_DECILE;
    return new Spread(
        middle, Math.max(FLOOR, Math.max(upper, 1.4826 * medianDistance(sorted, middle))));
  }

  /// The robust z-score of a number.
  double z(double value) {
    return (value - median) / scale;
  }

  /// Between the two nearest of the sorted values, in proportion.
  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /// The median distance from the middle: distances come ascending from the middle outwards.
  private static double medianDistance(double[] sorted, double middle) {
    double at = 0.5 * (sorted.length - 1);
    int below = (int) at;
    int wanted = Math.min(below + 1, sorted.length - 1);
    int right = Arrays.binarySearch(sorted, middle);
    right = right < 0 ? -1 - right : right;
    int left = right - 1;
    double last = 0;
    double before = 0;
    for (int taken = 0; taken <= wanted; taken++) {
      double down = left < 0 ? Double.POSITIVE_INFINITY : Math.abs(sorted[left] - middle);
      double up =
          right == sorted.length ? Double.POSITIVE_INFINITY : Math.abs(sorted[right] - middle);
      before = last;
      if (down < up) {
        last = down;
        left--;
      } else {
        last = up;
        right++;
      }
    }
    double low = wanted == below ? last : before;
    return low + (at - below) * (last - low);
  }
}
