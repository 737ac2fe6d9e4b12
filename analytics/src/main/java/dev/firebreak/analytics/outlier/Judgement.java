package dev.firebreak.analytics.outlier;

import java.util.Comparator;
import java.util.List;

/// How one identity compares with one peer group.
///
/// @param words who the peers are
/// @param peers how many others there are
/// @param times how many times the peers' median radius it reaches
/// @param radius the robust z-score of its weighted radius
/// @param rarity the robust z-score of how rare is what it is given
/// @param rare what it is given and hardly any peer is, rarest first
record Judgement(
    String words, int peers, double times, double radius, double rarity, List<Rare> rare) {

  /// Something given that few peers are given.
  ///
  /// @param node the group or entitlement
  /// @param holders how many of the peers have it, too
  record Rare(int node, int holders) {}

  static final Comparator<Judgement> LEAST_FIRST = Comparator.comparingDouble(Judgement::z);

  /// The larger of the two.
  double z() {
    return Math.max(radius, rarity);
  }
}
