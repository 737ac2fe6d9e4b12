package dev.firebreak.analytics.outlier;

import java.util.Arrays;

/// What is left of z-scores when chance is taken away.
final class UpperTail {

  static final double EXACT_FROM = 2;
  private static final int TERMS = 80;

  private UpperTail() {}

  /// The probability that a standard normal number exceeds `z`, from 2 on; below that 1, which
  /// takes part in no decision because no rule lets so likely a value pass.
  static double probability(double z) {
    if (z < EXACT_FROM) {
      return 1;
    }
    double fraction = z;
    for (int n = TERMS; n >= 1; n--) {
      fraction = z + n / fraction;
    }
    return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) / fraction;
  }

  /// The largest probability that may pass when at most a share of what passes may be chance
  /// (Benjamini and Hochberg); negative where nothing may.
  ///
  /// @param probabilities one for each question that was asked
  static double threshold(double[] probabilities, double falseDiscovery) {
    double[] sorted = probabilities.clone();
    Arrays.sort(sorted);
    return threshold(sorted, sorted.length, falseDiscovery);
  }

  /// The same where only some probabilities are told; all others are 1.
  ///
  /// @param sorted ascending
  /// @param asked how many there are in all
  static double threshold(double[] sorted, int asked, double falseDiscovery) {
    for (int k = sorted.length; k >= 1; k--) {
      if (sorted[k - 1] <= k * falseDiscovery / asked) {
        return sorted[k - 1];
      }
    }
    return -1;
  }
}
