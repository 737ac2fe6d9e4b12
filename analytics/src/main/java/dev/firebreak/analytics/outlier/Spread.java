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
    double middle = quantile(values, 0.5);
    double[] distances = Arrays.stream(values).map(value -> Math.abs(value - middle)).toArray();
    double upper = (quantile(values, 0.9) - middle) / NINTH_DECILE;
    return new Spread(middle, Math.max(FLOOR, Math.max(upper, 1.4826 * quantile(distances, 0.5))));
  }

  /// The robust z-score of a number.
  double z(double value) {
    return (value - median) / scale;
  }

  /// Between the two nearest of the sorted values, in proportion.
  private static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
