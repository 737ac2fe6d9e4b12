package dev.firebreak.analytics.run;

import dev.firebreak.analytics.quarantine.QuarantinedHarvest;
import dev.firebreak.analytics.unused.Usage;
import dev.firebreak.analytics.unused.UsageReader;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.store.IdentityGraph;
import java.util.List;
import java.util.Set;

/// All that analyses go by besides the snapshot. Whoever asks what holds in a snapshot, as it is or
/// changed, asks [#analyse]: there is no other way to a finding.
///
/// @param usage when grants were used
/// @param authoritative the ids of the sources that say who is a person of the organisation
/// @param quarantined the harvests that were not believed; no change of the graph ends their
///   findings
/// @param rules the rules
public record AnalysisInputs(
    Usage usage,
    Set<String> authoritative,
    List<QuarantinedHarvest> quarantined,
    AnalysisRules rules) {

  public AnalysisInputs {
    authoritative = Set.copyOf(authoritative);
    quarantined = List.copyOf(quarantined);
  }

  /// Reads them.
  public static AnalysisInputs read(IdentityGraph graph, AnalysisRules rules) {
    return new AnalysisInputs(
        UsageReader.read(graph),
        AuthoritativeSources.read(graph),
        QuarantinedHarvest.read(graph),
        rules);
  }

  /// What every analysis concludes from a snapshot: a function of the two.
  public Analyses analyse(GraphSnapshot snapshot) {
    return Analyses.of(snapshot, this, AnalysisSteps.SILENT);
  }
}
