package dev.firebreak.analytics.run;

import dev.firebreak.analytics.blastradius.Radii;
import dev.firebreak.analytics.blastradius.Radius;
import dev.firebreak.analytics.blastradius.WideRadius;
import dev.firebreak.analytics.dormant.DormantAccounts;
import dev.firebreak.analytics.drift.Drift;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.groups.DuplicateGroups;
import dev.firebreak.analytics.groups.EmptyGroups;
import dev.firebreak.analytics.groups.GroupCycles;
import dev.firebreak.analytics.leaver.Leavers;
import dev.firebreak.analytics.orphan.Orphans;
import dev.firebreak.analytics.outlier.Outliers;
import dev.firebreak.analytics.privileged.OutsideVault;
import dev.firebreak.analytics.privileged.StandingPrivilege;
import dev.firebreak.analytics.quarantine.Quarantines;
import dev.firebreak.analytics.safe.Safes;
import dev.firebreak.analytics.shared.SharedAccounts;
import dev.firebreak.analytics.toxic.ToxicCombinations;
import dev.firebreak.analytics.toxic.UpcomingCombinations;
import dev.firebreak.analytics.unused.UnusedEntitlements;
import dev.firebreak.analytics.unused.UnusedReport;
import dev.firebreak.analytics.unused.Usage;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What all analyses conclude from one snapshot, see [AnalysisInputs#analyse].
///
/// @param findings the findings of every kind of risk
/// @param radii the blast radius of everybody
/// @param unused how grants are used
public record Analyses(List<Finding> findings, List<Radius> radii, UnusedReport unused) {

  public Analyses {
    findings = List.copyOf(findings);
    radii = List.copyOf(radii);
  }

  /// Reading the graph, the four below, and storing.
  static final int STEPS = 6;

  /// Runs them. Any failure is the failure of all.
  static Analyses of(GraphSnapshot snapshot, AnalysisInputs inputs, AnalysisSteps steps) {
    Usage usage = inputs.usage();
    Set<String> authoritative = inputs.authoritative();
    AnalysisRules rules = inputs.rules();
    steps.reached(1, STEPS, "blast radii");
    List<Radius> radii = Radii.all(snapshot);
    steps.reached(2, STEPS, "use of grants");
    UnusedReport unused = UnusedEntitlements.report(snapshot, usage, rules.unusedWindowDays());
    List<Finding> findings = new ArrayList<>();
    steps.reached(3, STEPS, "toxic combinations");
    List<Finding> toxic = ToxicCombinations.find(snapshot, rules.sod());
    findings.addAll(toxic);
    findings.addAll(
        UpcomingCombinations.find(snapshot, rules.sod(), toxic, UpcomingCombinations.LOOK_AHEAD));
    steps.reached(4, STEPS, "every other kind of risk");
    findings.addAll(WideRadius.find(snapshot, radii, rules.radiusFactor()));
    findings.addAll(unused.findings());
    findings.addAll(Leavers.find(snapshot));
    findings.addAll(Orphans.find(snapshot, authoritative));
    findings.addAll(further(snapshot, usage, authoritative, radii, rules.risks()));
    findings.addAll(Quarantines.find(snapshot, inputs.quarantined()));
    return new Analyses(findings, radii, unused);
  }

  private static List<Finding> further(
      GraphSnapshot snapshot,
      Usage usage,
      Set<String> authoritative,
      List<Radius> radii,
      RiskRules rules) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(Outliers.find(snapshot, radii, rules.outlier()));
    findings.addAll(DormantAccounts.find(snapshot, usage, rules.dormantWindowDays()));
    findings.addAll(OutsideVault.find(snapshot, rules.privilege()));
    findings.addAll(StandingPrivilege.find(snapshot, rules.privilege()));
    findings.addAll(SharedAccounts.find(snapshot));
    findings.addAll(Safes.find(snapshot, rules.managingRights()));
    findings.addAll(Drift.find(snapshot, authoritative));
    findings.addAll(GroupCycles.find(snapshot));
    findings.addAll(EmptyGroups.find(snapshot));
    findings.addAll(DuplicateGroups.find(snapshot));
    return findings;
  }

  /// The weighted radii of everybody, added up.
  public long radiusTotal() {
    return radii.stream().mapToLong(Radius::weighted).sum();
  }
}
