package dev.firebreak.analytics.outlier;

/// When somebody stands out.
///
/// @param peers the fewest others that make a peer group; smaller ones judge nobody
/// @param bar the least robust z-score
/// @param falseDiscovery the share of findings that may be chance, by Benjamini and Hochberg, above
///   0 and at most 0.02
public record OutlierRules(int peers, double bar, double falseDiscovery) {

  /// Eight peers, a z-score of 3.5, one false finding in a hundred.
  public static final OutlierRules DEFAULT = new OutlierRules(8, 3.5, 0.01);

  public OutlierRules {
    if (peers < 3) {
      throw new IllegalArgumentException("fewer than 3 peers judge nobody, not " + peers);
    }
    if (!(bar >= 2)) {
      throw new IllegalArgumentException("the bar for outliers must be at least 2, not " + bar);
    }
    if (!(falseDiscovery > 0 && falseDiscovery <= 0.02)) {
      throw new IllegalArgumentException(
          "the share of false findings must be above 0 and at most 0.02, not " + falseDiscovery);
    }
  }
}
