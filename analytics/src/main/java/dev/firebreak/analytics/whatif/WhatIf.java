package dev.firebreak.analytics.whatif;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.Standing;
import dev.firebreak.analytics.run.Analyses;
import dev.firebreak.analytics.run.AnalysisInputs;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What would be otherwise if some changes were made: nothing is written anywhere.
///
/// @param asOf the instant for which the snapshot was decided
/// @param radiusTotal the weighted blast radii of all identities, added up
/// @param radiusTotalAfter the same after the changes
/// @param identities everybody who would reach other resources, the largest change of weight first
/// @param opened findings that would be open and are not, worst first
/// @param closed findings that hold, open or mitigated, and would not, worst first
public record WhatIf(
    Instant asOf,
    long radiusTotal,
    long radiusTotalAfter,
    List<IdentityChange> identities,
    List<Finding> opened,
    List<Finding> closed) {

  /// How findings are listed.
  public static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::severity).thenComparing(finding -> finding.key().value());

  public WhatIf {
    identities = List.copyOf(identities);
    opened = List.copyOf(opened);
    closed = List.copyOf(closed);
  }

  /// The snapshot as it would be.
  ///
  /// @throws WhatIfRefused if a change names what is not there, adds what is there, or joins what
  ///   such an edge does not join; with all such changes
  public static GraphSnapshot suppose(GraphSnapshot snapshot, List<Change> changes) {
    return Supposed.of(snapshot, changes).after();
  }

  /// What the analyses of a run conclude from a snapshot, as far as it is compared.
  ///
  /// @param radiusTotal the weighted blast radii of all identities, added up
  public record Concluded(List<Finding> findings, long radiusTotal) {

    public Concluded {
      findings = List.copyOf(findings);
    }

    /// What is compared of all that they conclude.
    public static Concluded of(Analyses analyses) {
      return new Concluded(analyses.findings(), analyses.radiusTotal());
    }
  }

  /// Answers a question with the analyses of a run, over the snapshot as it is and as it would be.
  ///
  /// @throws WhatIfRefused as [#suppose]
  public static WhatIf of(GraphSnapshot snapshot, List<Change> changes, AnalysisInputs inputs) {
    GraphSnapshot changed = suppose(snapshot, changes);
    return between(snapshot, Concluded.of(inputs.analyse(snapshot)), changed, inputs);
  }

  /// The difference of two snapshots with the same nodes.
  ///
  /// @param before what the same inputs conclude from the first
  public static WhatIf between(
      GraphSnapshot snapshot, Concluded before, GraphSnapshot changed, AnalysisInputs inputs) {
    Concluded after = Concluded.of(inputs.analyse(changed));
    return new WhatIf(
        snapshot.asOf(),
        before.radiusTotal(),
        after.radiusTotal(),
        ChangedRadii.between(snapshot, changed).all(),
        only(after, before, Finding::open),
        only(before, after, WhatIf::holds));
  }

  /// Whether a finding is told as closed when it goes.
  public static boolean holds(Finding finding) {
    return finding.open() || finding.standing().state() == Standing.State.MITIGATED;
  }

  private static List<Finding> only(Concluded these, Concluded others, Predicate<Finding> counted) {
    Set<FindingKey> known =
        others.findings().stream().filter(counted).map(Finding::key).collect(Collectors.toSet());
    return these.findings().stream()
        .filter(finding -> counted.test(finding) && !known.contains(finding.key()))
        .sorted(WORST_FIRST)
        .toList();
  }
}
