package dev.firebreak.analytics.run;

import dev.firebreak.analytics.blastradius.Radii;
import dev.firebreak.analytics.blastradius.WideRadius;
import dev.firebreak.analytics.drift.Drift;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.groups.DuplicateGroups;
import dev.firebreak.analytics.groups.EmptyGroups;
import dev.firebreak.analytics.groups.GroupCycles;
import dev.firebreak.analytics.leaver.Leavers;
import dev.firebreak.analytics.orphan.Orphans;
import dev.firebreak.analytics.outlier.Outliers;
import dev.firebreak.analytics.privileged.OutsideVault;
import dev.firebreak.analytics.privileged.StandingPrivilege;
import dev.firebreak.analytics.safe.Safes;
import dev.firebreak.analytics.shared.SharedAccounts;
import dev.firebreak.analytics.toxic.ToxicCombinations;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// One kind of finding, found again in another state of the graph.
public final class SnapshotRules {

  private SnapshotRules() {}

  /// What finds the findings of a kind.
  ///
  /// @param authoritative the ids of the sources that say who is a person of the organisation
  /// @return empty for the kinds that also depend on use or on harvests, of which no earlier state
  ///   is kept
  public static Optional<Function<GraphSnapshot, List<Finding>>> of(
      FindingKind kind, Set<String> authoritative, AnalysisRules rules) {
    RiskRules risks = rules.risks();
    return switch (kind) {
      case TOXIC -> Optional.of(state -> ToxicCombinations.find(state, rules.sod()));
      case BLAST_RADIUS ->
          Optional.of(state -> WideRadius.find(state, Radii.all(state), rules.radiusFactor()));
      case LEAVER -> Optional.of(Leavers::find);
      case ORPHAN, OWNERLESS -> Optional.of(state -> Orphans.find(state, authoritative));
      case OUTLIER -> Optional.of(state -> Outliers.find(state, Radii.all(state), risks.outlier()));
      case OUTSIDE_VAULT -> Optional.of(state -> OutsideVault.find(state, risks.privilege()));
      case STANDING_PRIVILEGE ->
          Optional.of(state -> StandingPrivilege.find(state, risks.privilege()));
      case SHARED -> Optional.of(SharedAccounts::find);
      case SAFE -> Optional.of(state -> Safes.find(state, risks.managingRights()));
      case DRIFT -> Optional.of(state -> Drift.find(state, authoritative));
      case GROUP_CYCLE -> Optional.of(GroupCycles::find);
      case EMPTY_GROUP -> Optional.of(EmptyGroups::find);
      case DUPLICATE_GROUP -> Optional.of(DuplicateGroups::find);
      case UNUSED, DORMANT, QUARANTINE -> Optional.empty();
    };
  }
}
