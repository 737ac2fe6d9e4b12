package dev.firebreak.analytics.score;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.score.RiskScore.Part;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.List;

/// How much risk one finding is.
public final class FindingScore {

  private FindingScore() {}

  /// The score of a finding.
  ///
  /// @param snapshot knows how sensitive what the proof leads to is; what it no longer has counts
  ///   nothing
  public static RiskScore of(GraphSnapshot snapshot, Finding finding, RiskWeights weights) {
    return of(
        snapshot,
        finding.severity(),
        finding.affected(),
        finding.because().stream().map(path -> path.last().key()).toList(),
        weights);
  }

  /// The score of a finding of which the paths are not at hand.
  ///
  /// @param affected how many identities it concerns
  /// @param ends the keys of the nodes that its proof leads to
  public static RiskScore of(
      GraphSnapshot snapshot,
      Severity severity,
      int affected,
      List<String> ends,
      RiskWeights weights) {
    int worth =
        ends.stream()
            .map(snapshot::find)
            .filter(java.util.OptionalInt::isPresent)
            .map(index -> snapshot.node(index.getAsInt()))
            .filter(node -> node.kind().isResource())
            .mapToInt(FindingScore::sensitivity)
            .max()
            .orElse(0);
    return of(severity, affected, worth, weights);
  }

  /// The score of any finding.
  ///
  /// @param affected how many identities it concerns
  /// @param worth the sensitivity of the worst that its proof leads to, 0 to 100
  static RiskScore of(Severity severity, int affected, int worth, RiskWeights weights) {
    double grave = extent(severity);
    return RiskScore.of(
        List.of(
            new Part("severity " + word(severity), weights.severity(), grave),
            new Part("identities concerned", weights.spread() * grave, spread(affected)),
            new Part("what it leads to", weights.worth() * grave, worth / 100.0)));
  }

  private static double extent(Severity severity) {
    return switch (severity) {
      case CRITICAL -> 1;
      case HIGH -> 0.75;
      case MEDIUM -> 0.45;
      case LOW -> 0.1;
      case INFO -> 0.02;
    };
  }

  private static String word(Severity severity) {
    return severity.name().toLowerCase(java.util.Locale.ROOT);
  }

  /// Nothing for one identity, half for eleven, all for ever more.
  private static double spread(int affected) {
    double others = Math.max(0, affected - 1);
    return others / (others + 10);
  }

  private static int sensitivity(Node node) {
    return node.crownJewel() ? 100 : Math.clamp(node.sensitivity(), 0, 100);
  }
}
