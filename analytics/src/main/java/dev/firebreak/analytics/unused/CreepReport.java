package dev.firebreak.analytics.unused;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The permission creep index of everybody.
///
/// @param total of all grants
/// @param bySource of the grants of each source's entitlements, by its id
/// @param bySubject of each identity's grants, by its key; of each account's that nobody owns, by
///   the account's
public record CreepReport(
    Creep total, SortedMap<String, Creep> bySource, SortedMap<String, Creep> bySubject) {

  public CreepReport {
    bySource = Collections.unmodifiableSortedMap(new TreeMap<>(bySource));
    bySubject = Collections.unmodifiableSortedMap(new TreeMap<>(bySubject));
  }

  /// Adds grants up.
  static final class Sum {
    private Creep total = Creep.NONE;
    private final Map<String, Creep> bySource = new HashMap<>();
    private final Map<String, Creep> bySubject = new HashMap<>();

    void add(String source, String subject, Creep grant) {
      total = total.plus(grant);
      bySource.merge(source, grant, Creep::plus);
      bySubject.merge(subject, grant, Creep::plus);
    }

    CreepReport report() {
      return new CreepReport(total, new TreeMap<>(bySource), new TreeMap<>(bySubject));
    }
  }
}
