package dev.firebreak.remediation.watch;

import dev.firebreak.remediation.evidence.SeenEvidence.Held;
import dev.firebreak.remediation.evidence.SeenEvidence.Rechecked.Standing;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Precondition;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// How a verified change stands by what its source shows now. Pure.
///
/// @param standing never GONE or UNREADABLE
/// @param missing values that are gone beside those that we took, as far as they are known
/// @param detail one sentence
record Recheck(Standing standing, List<String> missing, String detail) {

  /// Compares.
  ///
  /// @param now the values of the attribute that the change touched
  /// @param ours the values that changes of ours took from it
  static Recheck of(Verified verified, SortedSet<String> now, Set<String> ours) {
    PlannedChange change = verified.change();
    if (!change.isDone(now)) {
      return new Recheck(Standing.BACK, List.of(), "What was taken is there again.");
    }
    Held held = verified.held();
    if (held == null) {
      return new Recheck(
          Standing.HOLDS,
          List.of(),
          "It is still gone. What was there beside it was not kept, so it is not compared.");
    }
    if (held.digest().equals(Precondition.digest(change.attribute(), now))) {
      return new Recheck(Standing.HOLDS, List.of(), "It is still gone, and nothing else changed.");
    }
    List<String> values = held.values();
    return values == null ? counted(held, now) : named(values, now, ours);
  }

  private static Recheck counted(Held held, SortedSet<String> now) {
    return new Recheck(
        Standing.HOLDS,
        List.of(),
        "It is still gone. The rest changed since, from %,d values to %,d; which is not known."
            .formatted(held.count(), now.size()));
  }

  private static Recheck named(List<String> values, SortedSet<String> now, Set<String> ours) {
    TreeSet<String> missing = new TreeSet<>(values);
    missing.removeAll(now);
    missing.removeAll(ours);
    TreeSet<String> added = new TreeSet<>(now);
    added.removeAll(values);
    String more = added.isEmpty() ? "" : " %,d were added since.".formatted(added.size());
    return missing.isEmpty()
        ? new Recheck(
            Standing.HOLDS, List.of(), "It is still gone, and all else is still there." + more)
        : new Recheck(
            Standing.LESS,
            List.copyOf(missing),
            "It is still gone, and %s gone since, not by a change of ours. Ask whoever answers for the source if that was meant.%s"
                .formatted(
                    missing.size() == 1
                        ? "one more value is"
                        : "%,d more values are".formatted(missing.size()),
                    more));
  }
}
