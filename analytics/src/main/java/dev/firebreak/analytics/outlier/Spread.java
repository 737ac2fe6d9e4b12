package dev.firebreak.analytics.outlier;

import java.util.Arrays;

/// The middle of some numbers and how far they lie apart, little moved by a few extremes.
///
/// @param median the middle
/// @param scale 1.4826 times the median distance from the middle, which for normal numbers is their
///   standard deviation, but at least [#FLOOR]
record Spread(double median, double scale) {

  /// Of numbers on a logarithmic scale: what differs by less than a quarter does not stand out,
  /// however alike the others are.
  static final double FLOOR = 0.25;

  /// @param values at least one number
  static Spread of(double[] values) {
    double middle = median(values);
    double[] distances = Arrays.stream(values).map(value -> Math.abs(value - middle)).toArray();
    return new Spread(middle, Math.max(FLOOR, 1.4826 * median(distances)));
  }

  /// The robust z-score of a number.
  double z(double value) {
    return (value - median) / scale;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
