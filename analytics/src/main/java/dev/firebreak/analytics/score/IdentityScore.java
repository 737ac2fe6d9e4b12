package dev.firebreak.analytics.score;

import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.score.RiskScore.Part;
import java.util.ArrayList;
import java.util.List;

/// How much risk one identity is: what it reaches, and the open findings about it.
public final class IdentityScore {

  /// An open finding about the identity.
  ///
  /// @param name what the contribution is called
  /// @param score the finding's own score, 0 to 100
  public record About(String name, double score) {}

  private IdentityScore() {}

  /// The score of an identity.
  ///
  /// @param weighted its weighted blast radius
  /// @param crownJewels how many crown jewels it reaches
  /// @param about the open findings about it
  public static RiskScore of(
      long weighted, int crownJewels, List<About> about, RiskWeights weights) {
    List<Part> parts = new ArrayList<>();
    parts.add(
        new Part("blast radius", weights.reach(), share((double) weighted, weights.halfReach())));
    parts.add(new Part("crown jewels in reach", weights.crownJewels(), share(crownJewels, 1)));
    about.forEach(each -> parts.add(new Part(each.name(), weights.findings(), each.score() / 100)));
    return RiskScore.of(parts);
  }

  /// Whether a finding on a group or a resource is also about those who reach it: where it is about
  /// what they can do with it, and not about how the thing is kept.
  public static boolean concernsHolders(FindingKind kind) {
    return switch (kind) {
      case TOXIC, OUTSIDE_VAULT, STANDING_PRIVILEGE -> true;
      case BLAST_RADIUS,
          UNUSED,
          LEAVER,
          ORPHAN,
          OWNERLESS,
          OUTLIER,
          DORMANT,
          SHARED,
          SAFE,
          DRIFT,
          GROUP_CYCLE,
          EMPTY_GROUP,
          DUPLICATE_GROUP,
          QUARANTINE ->
          false;
    };
  }

  private static double share(double value, double half) {
    double positive = Math.max(0, value);
    return positive / (positive + half);
  }
}
