package dev.firebreak.remediation.pack;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.slice.Exhibit;
import dev.firebreak.analytics.slice.FindingSlice;
import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.remediation.evidence.RunEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Runs the rule of each finding again on the slice that was recorded with it.
///
/// @param found the short names of those that it gave again
/// @param missing why others cannot be computed, in phrases
record FindingCheck(List<String> found, List<String> missing) {

  FindingCheck {
    found = List.copyOf(found);
    missing = List.copyOf(missing);
  }

  /// Checks every finding that the records show.
  ///
  /// @param wanted the short names of the findings that the plan is for
  /// @throws Misfit at the first finding that its slice does not give, as bad and by the same paths
  static FindingCheck of(List<String> wanted, List<Entry> entries) throws Misfit {
    List<String> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> left = new ArrayList<>(wanted);
    for (Entry entry : entries) {
      if (entry.type().equals("FINDING_SHOWN")
          && entry.evidence() instanceof RunEvidence.FindingShown shown) {
        left.remove(shown.findingId());
        if (shown.slice() == null) {
          missing.add("the slice of %s: %s".formatted(shown.findingId(), shown.missing()));
        } else {
          check(entry, shown);
          found.add(shown.findingId());
        }
      }
    }
    left.forEach(id ->
        missing.add(
            "what was shown of the finding " + id + ", which was not recorded with the plan"));
    return new FindingCheck(found, missing);
  }

  private static void check(Entry entry, RunEvidence.FindingShown shown) throws Misfit {
    Finding finding;
    Optional<Finding> again;
    try {
      finding = Exhibit.finding(shown.finding());
      FindingSlice slice = FindingSlice.read(Objects.requireNonNull(shown.slice()));
      List<String> lacks = slice.lacks(finding);
      if (!lacks.isEmpty()) {
        throw new Misfit(entry.seq(), "the slice lacks what the finding shows: " + lacks);
      }
      again = slice.recompute(finding);
    } catch (RuntimeException unlike) {
      throw new Misfit(entry.seq(), "the finding cannot be computed again: " + unlike.getMessage());
    }
    if (!finding.id().equals(shown.findingId())) {
      throw new Misfit(entry.seq(), "the finding has another name");
    }
    if (again.isEmpty()) {
      throw new Misfit(
          entry.seq(),
          "the rule does not find %s in the slice of the graph that was recorded with it"
              .formatted(shown.findingId()));
    }
    if (!Exhibit.same(finding, again.get())) {
      throw new Misfit(
          entry.seq(),
          "the rule finds %s in the slice otherwise: %s, by other paths or as bad as %s"
              .formatted(shown.findingId(), finding.severity(), again.get().severity()));
    }
  }
}
