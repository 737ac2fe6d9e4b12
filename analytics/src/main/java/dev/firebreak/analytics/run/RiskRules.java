package dev.firebreak.analytics.run;

import dev.firebreak.analytics.dormant.DormantAccounts;
import dev.firebreak.analytics.outlier.OutlierRules;
import dev.firebreak.analytics.privileged.Privilege;
import java.util.Map;
import java.util.Set;

/// What the risks of access, accounts and groups go by.
///
/// @param dormantWindowDays how many days without use make an account dormant, at least 1
/// @param privilege what counts as privileged
/// @param outlier when somebody stands out
/// @param managingRights source id to the names of the rights that let their holder decide who may
///   open a safe; sources that declare none are absent
public record RiskRules(
    int dormantWindowDays,
    Privilege privilege,
    OutlierRules outlier,
    Map<String, Set<String>> managingRights) {

  /// What goes where nothing else is asked for.
  public static final RiskRules DEFAULT =
      new RiskRules(
          DormantAccounts.DEFAULT_WINDOW_DAYS,
          new Privilege(Privilege.DEFAULT_BAR),
          OutlierRules.DEFAULT,
          Map.of());

  public RiskRules {
    managingRights = Map.copyOf(managingRights);
    if (dormantWindowDays < 1) {
      throw new IllegalArgumentException(
          "the window for dormant accounts must be at least 1 day, not " + dormantWindowDays);
    }
  }
}
