package dev.firebreak.analytics.toxic;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rules with a control that makes one of them acceptable.
public final class Mitigated {

  private Mitigated() {}

  /// The first ruleset with a second signature of the treasury for `AP-03` until the end of a day.
  ///
  /// @param subject for whom; null for everybody
  /// @param monitor who checks it, if anybody
  /// @param warnDays how many days before its end that is said
  public static SodRules until(
      SodRules rules,
      @Nullable String subject,
      @Nullable String monitor,
      String day,
      int warnDays) {
    Ruleset plain = rules.rulesets().getFirst();
    Mitigation control =
        new Mitigation(
            "AP-03",
            subject,
            "Second signature",
            "Treasury",
            monitor,
            LocalDate.parse(day),
            warnDays);
    return new SodRules(
        List.of(new Ruleset("r", "R", 1, plain.functions(), plain.rules(), List.of(control))));
  }
}
