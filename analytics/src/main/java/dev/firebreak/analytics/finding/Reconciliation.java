package dev.firebreak.analytics.finding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compares the open findings of the last run with those of this one: set arithmetic on keys.
public final class Reconciliation {

  private Reconciliation() {}

  /// Says what opened, persists and is resolved.
  ///
  /// @param before the keys that were not resolved, each with how it stood
  /// @param current the findings of this run; two with one key are refused
  /// @param evaluated the kinds of risk that ran to their end: a finding of any other kind stays as
  ///   it is
  public static List<FindingChange> reconcile(
      Map<FindingKey, Standing.State> before, List<Finding> current, Set<FindingKind> evaluated) {
    Map<FindingKey, Finding> now = new HashMap<>();
    List<FindingChange> changes = new ArrayList<>();
    for (Finding finding : current) {
      if (now.put(finding.key(), finding) != null) {
        throw new IllegalArgumentException("two findings have the key " + finding.key().value());
      }
      changes.add(change(before.get(finding.key()), finding));
    }
    Set<FindingKey> gone = new HashSet<>(before.keySet());
    gone.removeAll(now.keySet());
    gone.stream()
        .filter(key -> evaluated.contains(key.kind()))
        .sorted(java.util.Comparator.comparing(FindingKey::value))
        .map(FindingChange.Resolved::new)
        .forEach(changes::add);
    return List.copyOf(changes);
  }

  private static FindingChange change(Standing.@Nullable State before, Finding finding) {
    if (before == finding.standing().state()) {
      return new FindingChange.Persisting(finding);
    }
    if (!finding.open()) {
      return new FindingChange.SetAside(finding);
    }
    return before == null || before == Standing.State.UPCOMING
        ? new FindingChange.Opened(finding)
        : new FindingChange.Reopened(finding, before);
  }
}
