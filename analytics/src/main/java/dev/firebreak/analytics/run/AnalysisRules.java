package dev.firebreak.analytics.run;

import dev.firebreak.analytics.blastradius.WideRadius;
import dev.firebreak.analytics.toxic.SodRules;
import dev.firebreak.analytics.unused.UnusedEntitlements;

/// What an analysis goes by.
///
/// @param sod the rules for toxic combinations
/// @param unusedWindowDays how many days without use make a grant unused, at least 1
/// @param radiusFactor from how many times the peers' median on a blast radius is too wide, at
///   least 1
/// @param risks what the risks of access, accounts and groups go by
public record AnalysisRules(
    SodRules sod, int unusedWindowDays, double radiusFactor, RiskRules risks) {

  public AnalysisRules {
    if (unusedWindowDays < 1) {
      throw new IllegalArgumentException(
          "the window for unused entitlements must be at least 1 day, not " + unusedWindowDays);
    }
    if (!(radiusFactor >= 1)) {
      throw new IllegalArgumentException(
          "the blast radius factor must be at least 1, not " + radiusFactor);
    }
  }

  /// These SoD rules, and the usual window and factor for the rest.
  public static AnalysisRules of(SodRules sod) {
    return new AnalysisRules(
        sod, UnusedEntitlements.DEFAULT_WINDOW_DAYS, WideRadius.DEFAULT_FACTOR, RiskRules.DEFAULT);
  }
}
