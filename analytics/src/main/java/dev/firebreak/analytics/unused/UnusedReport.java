package dev.firebreak.analytics.unused;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.unused.UseVerdict.Kind;
import java.util.List;
import java.util.Map;

/// How the direct grants of an organisation are used.
///
/// @param findings one for each unused grant
/// @param verdicts how many grants have which verdict; verdicts that do not occur are absent
/// @param unknown how many nobody can judge, by reason; reasons that do not occur are absent
/// @param asleep how many belong to inactive accounts, which are not judged
/// @param creep the permission creep index
public record UnusedReport(
    List<Finding> findings,
    Map<Kind, Integer> verdicts,
    Map<UseVerdict.Reason, Integer> unknown,
    int asleep,
    CreepReport creep) {

  public UnusedReport {
    findings = List.copyOf(findings);
    verdicts = Map.copyOf(verdicts);
    unknown = Map.copyOf(unknown);
  }

  /// How many grants have a verdict.
  public int count(Kind verdict) {
    return verdicts.getOrDefault(verdict, 0);
  }

  /// How many were used in the window.
  public int used() {
    return count(Kind.USED);
  }

  /// How many were not.
  public int unused() {
    return count(Kind.UNUSED);
  }

  /// How many grants nobody can judge, for any reason.
  public int unknownTotal() {
    return count(Kind.UNKNOWN);
  }
}
