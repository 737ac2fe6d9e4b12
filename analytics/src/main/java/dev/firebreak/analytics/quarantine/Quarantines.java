package dev.firebreak.analytics.quarantine;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.RiskRule;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// One finding for each source in quarantine, the same one for as long as it lasts, however many
/// harvests that takes.
public final class Quarantines {

  private Quarantines() {}

  private static final RiskRule RULE =
      RiskRule.of(
          FindingKind.QUARANTINE,
          "harvest-drop",
          "Quarantined harvest",
          "NIST AC-2",
          "CSF ID.AM",
          "SOX ITGC");

  /// All findings, in the order of `harvests`. A source without a node has none.
  public static List<Finding> find(GraphSnapshot snapshot, List<QuarantinedHarvest> harvests) {
    return harvests.stream().flatMap(harvest -> finding(snapshot, harvest)).toList();
  }

  private static Stream<Finding> finding(GraphSnapshot snapshot, QuarantinedHarvest harvest) {
    OptionalInt index = snapshot.find(NodeKey.source(harvest.source()).value());
    if (index.isEmpty()) {
      return Stream.empty();
    }
    Node source = snapshot.node(index.getAsInt());
    return Stream.of(
        RULE.finding(
            source,
            "",
            Severity.HIGH,
            "The last harvest of %s lacks too much to be believed, so nothing was removed: %s"
                .formatted(source.name(), harvest.problem()),
            List.of(
                AccessPath.along(
                    snapshot,
                    source.name(),
                    "harvest " + harvest.stamp(),
                    index.getAsInt(),
                    List.of())),
            0));
  }
}
