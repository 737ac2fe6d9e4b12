package dev.firebreak.remediation.plan;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;

/// A change that takes access away, for good, from a day on, or by switching its account off. What
/// it took can be given back by its inverse.
public sealed interface Taking extends PlannedChange
    permits Removing, RemovePermission, Deactivate, SetEndDate {

  /// What gives back exactly what was taken.
  ///
  /// @param taken the elements of [PlannedChange#touched] as they were found before, or the
  ///   resource itself where that went
  Restoring inverse(ArrayNode taken);

  @Override
  default SortedSet<String> applyTo(SortedSet<String> before) {
    TreeSet<String> after = new TreeSet<>(before);
    after.remove(value());
    return Collections.unmodifiableSortedSet(after);
  }

  @Override
  default SortedSet<String> assumed() {
    return PlannedChange.set(value());
  }
}
