package dev.firebreak.analytics.unused;

import dev.firebreak.analytics.finding.Finding;
import java.util.List;
import java.util.Map;

/// How the direct grants of an organisation are used.
///
/// @param findings one for each unused grant
/// @param used how many were used in the window
/// @param unused how many were not
/// @param unknown how many nobody can judge, by reason; reasons that do not occur are absent
/// @param asleep how many belong to inactive accounts, which are not judged
public record UnusedReport(
    List<Finding> findings,
    int used,
    int unused,
    Map<UseVerdict.Reason, Integer> unknown,
    int asleep) {

  public UnusedReport {
    findings = List.copyOf(findings);
    unknown = Map.copyOf(unknown);
  }

  /// How many grants nobody can judge, for any reason.
  public int unknownTotal() {
    return unknown.values().stream().mapToInt(Integer::intValue).sum();
  }
}
