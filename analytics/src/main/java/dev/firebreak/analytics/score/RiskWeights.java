package dev.firebreak.analytics.score;

/// How much each part of a score may add at most, each from 0 to 0.95: with nothing but that part
/// at its fullest the score is 100 times the weight.
///
/// @param severity of a finding: how bad its rule calls it
/// @param spread of a finding: how many identities it concerns
/// @param worth of a finding: the most sensitive resource that its proof leads to
/// @param reach of an identity: its weighted blast radius
/// @param crownJewels of an identity: how many crown jewels it reaches
/// @param findings of an identity: each open finding about it
/// @param halfReach the weighted blast radius that counts as half of the fullest, above 0
public record RiskWeights(
    double severity,
    double spread,
    double worth,
    double reach,
    double crownJewels,
    double findings,
    double halfReach) {

  /// The weights where nothing else is asked for.
  public static final RiskWeights DEFAULT = new RiskWeights(0.85, 0.25, 0.3, 0.3, 0.4, 0.7, 1000);

  private static final double MOST = 0.95;

  public RiskWeights {
    require("severity", severity);
    require("spread", spread);
    require("worth", worth);
    require("reach", reach);
    require("crown-jewels", crownJewels);
    require("findings", findings);
    if (!(halfReach > 0 && Double.isFinite(halfReach))) {
      throw new IllegalArgumentException("half-reach must be above 0, not " + halfReach);
    }
  }

  private static void require(String name, double weight) {
    if (!(weight >= 0 && weight <= MOST)) {
      throw new IllegalArgumentException(
          "the weight %s must be from 0 to %s, not %s".formatted(name, MOST, weight));
    }
  }
}
