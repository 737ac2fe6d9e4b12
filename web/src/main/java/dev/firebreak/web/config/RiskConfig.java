package dev.firebreak.web.config;

import dev.firebreak.analytics.outlier.OutlierRules;
import dev.firebreak.analytics.privileged.Privilege;
import dev.firebreak.analytics.run.RiskRules;
import dev.firebreak.analytics.score.RiskWeights;
import dev.firebreak.ingest.source.SourceConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// When accounts are dormant, what is privileged, who stands out, and what a risk score is made of.
///
/// @param dormantDays how long an account must have been unused; 90 when absent
/// @param privilegedSensitivity from which sensitivity on access is privileged, 1 to 100; 80 when
///   absent; crown jewels always are
/// @param outlierPeers the fewest others that make a peer group, at least 3; 8 when absent
/// @param outlierBar the least robust z-score of an outlier, at least 2; 3.5 when absent
/// @param outlierFalseDiscovery the share of outliers that may be chance, above 0 and at most 0.02;
///   0.01 when absent
/// @param weights how much each part of a risk score may add
public record RiskConfig(
    @Nullable Integer dormantDays,
    @Nullable Integer privilegedSensitivity,
    @Nullable Integer outlierPeers,
    @Nullable Double outlierBar,
    @Nullable Double outlierFalseDiscovery,
    @Nullable WeightsConfig weights) {

  /// Nothing stated.
  static final RiskConfig DEFAULT = new RiskConfig(null, null, null, null, null, null);

  public RiskConfig {
    dormantDays = dormantDays == null ? RiskRules.DEFAULT.dormantWindowDays() : dormantDays;
    privilegedSensitivity =
        privilegedSensitivity == null ? Privilege.DEFAULT_BAR : privilegedSensitivity;
    outlierPeers = outlierPeers == null ? OutlierRules.DEFAULT.peers() : outlierPeers;
    outlierBar = outlierBar == null ? OutlierRules.DEFAULT.bar() : outlierBar;
    outlierFalseDiscovery =
        outlierFalseDiscovery == null
            ? OutlierRules.DEFAULT.falseDiscovery()
            : outlierFalseDiscovery;
    weights =
        weights == null ? new WeightsConfig(null, null, null, null, null, null, null) : weights;
    rules(
        dormantDays,
        privilegedSensitivity,
        new OutlierRules(outlierPeers, outlierBar, outlierFalseDiscovery),
        Map.of());
  }

  /// The weights of risk scores, each from 0 to 0.95; what is absent is as documented.
  ///
  /// @param halfReach the weighted blast radius that counts as half of the fullest
  public record WeightsConfig(
      @Nullable Double severity,
      @Nullable Double spread,
      @Nullable Double worth,
      @Nullable Double reach,
      @Nullable Double crownJewels,
      @Nullable Double findings,
      @Nullable Double halfReach) {

    public WeightsConfig {
      RiskWeights usual = RiskWeights.DEFAULT;
      severity = severity == null ? usual.severity() : severity;
      spread = spread == null ? usual.spread() : spread;
      worth = worth == null ? usual.worth() : worth;
      reach = reach == null ? usual.reach() : reach;
      crownJewels = crownJewels == null ? usual.crownJewels() : crownJewels;
      findings = findings == null ? usual.findings() : findings;
      halfReach = halfReach == null ? usual.halfReach() : halfReach;
      new RiskWeights(severity, spread, worth, reach, crownJewels, findings, halfReach);
    }

    RiskWeights weights() {
      RiskWeights usual = RiskWeights.DEFAULT;
      return new RiskWeights(
          or(severity, usual.severity()),
          or(spread, usual.spread()),
          or(worth, usual.worth()),
          or(reach, usual.reach()),
          or(crownJewels, usual.crownJewels()),
          or(findings, usual.findings()),
          or(halfReach, usual.halfReach()));
    }
  }

  /// The rules of an analysis.
  ///
  /// @param sources which say what their rights on safes mean
  RiskRules rules(List<SourceConfig> sources) {
    Map<String, Set<String>> managing = new HashMap<>();
    for (SourceConfig source : sources) {
      Set<String> rights = source.map().managingRights();
      if (rights != null && !rights.isEmpty()) {
        managing.put(source.id(), rights);
      }
    }
    OutlierRules outlier = OutlierRules.DEFAULT;
    return rules(
        dormantDays == null ? RiskRules.DEFAULT.dormantWindowDays() : dormantDays,
        privilegedSensitivity == null ? Privilege.DEFAULT_BAR : privilegedSensitivity,
        new OutlierRules(
            outlierPeers == null ? outlier.peers() : outlierPeers,
            or(outlierBar, outlier.bar()),
            or(outlierFalseDiscovery, outlier.falseDiscovery())),
        managing);
  }

  private static RiskRules rules(
      int dormant, int sensitivity, OutlierRules outlier, Map<String, Set<String>> managing) {
    return new RiskRules(dormant, new Privilege(sensitivity), outlier, managing);
  }

  private static double or(@Nullable Double value, double usual) {
    return value == null ? usual : value;
  }
}
