package dev.firebreak.web.view;

import dev.firebreak.analytics.blastradius.BlastRadius;
import dev.firebreak.analytics.drift.DriftDebt;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.run.FindingSummary;
import dev.firebreak.analytics.score.FindingScore;
import dev.firebreak.analytics.score.IdentityScore;
import dev.firebreak.analytics.score.RiskScore;
import dev.firebreak.analytics.score.RiskWeights;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.config.Firebreak;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/// Risk as numbers, worked out of the current graph and the open findings: of a finding, of an
/// identity, and the drift debt of each source.
@Component
public final class RiskScores {

  private final CurrentGraph current;
  private final FindingsReader findings;
  private final RiskWeights weights;
  private final Clock clock;

  RiskScores(CurrentGraph current, FindingsReader findings, Firebreak firebreak, Clock clock) {
    this.current = current;
    this.findings = findings;
    this.weights = firebreak.riskWeights();
    this.clock = clock;
  }

  /// The score of a finding.
  public RiskScore of(Finding finding) {
    return FindingScore.of(current.snapshot(), finding, weights);
  }

  /// The score of the identity with this key.
  ///
  /// @throws NotThere if the graph has no such identity
  public RiskScore ofIdentity(String key) {
    GraphSnapshot snapshot = current.snapshot();
    return of(snapshot, findings.open(), identity(snapshot, key));
  }

  /// The open findings that concern an identity, worst first: those that its score counts, and
  /// those whose proof passes it.
  ///
  /// @throws NotThere if the graph has no such identity
  public List<FindingSummary> concerning(String key) {
    GraphSnapshot snapshot = current.snapshot();
    int identity = identity(snapshot, key);
    Predicate<FindingSummary> counted =
        counted(snapshot, identity, BlastRadius.of(snapshot, identity));
    return findings.open().stream().filter(counted.or(finding -> finding.touches(key))).toList();
  }

  private static int identity(GraphSnapshot snapshot, String key) {
    OptionalInt node = snapshot.find(key);
    if (node.isEmpty() || snapshot.kind(node.getAsInt()) != NodeKind.IDENTITY) {
      throw NotThere.node("identity", key);
    }
    return node.getAsInt();
  }

  /// The scores of some identities, by key; keys of other nodes have none.
  public Map<String, Integer> rounded(List<NodeRef> nodes) {
    GraphSnapshot snapshot = current.snapshot();
    List<FindingSummary> open = findings.open();
    Map<String, Integer> scores = new HashMap<>();
    for (NodeRef node : nodes) {
      OptionalInt index = snapshot.find(node.key());
      if (index.isPresent() && node.kind() == NodeKind.IDENTITY) {
        scores.put(node.key(), of(snapshot, open, index.getAsInt()).rounded());
      }
    }
    return scores;
  }

  /// How much each source disagrees with the sources of people; sources that do not are absent.
  public List<DriftDebt> driftDebt() {
    return DriftDebt.of(
        findings.open().stream()
            .map(finding ->
                new DriftDebt.Open(finding.key(), finding.affected(), finding.openedAt()))
            .toList(),
        clock.instant());
  }

  private RiskScore of(GraphSnapshot snapshot, List<FindingSummary> open, int identity) {
    BlastRadius radius = BlastRadius.of(snapshot, identity);
    List<IdentityScore.About> about =
        open.stream()
            .filter(counted(snapshot, identity, radius))
            .map(finding ->
                new IdentityScore.About(
                    finding.ruleName(),
                    FindingScore.of(
                            snapshot,
                            finding.severity(),
                            finding.affected(),
                            finding.proof().ends(),
                            weights)
                        .value()))
            .toList();
    return IdentityScore.of(radius.weighted(), radius.crownJewels().size(), about, weights);
  }

  /// Whether a finding is about the identity, about an account of its own, or about a group or
  /// resource that it reaches, where its holders are what matters.
  private static Predicate<FindingSummary> counted(
      GraphSnapshot snapshot, int identity, BlastRadius radius) {
    Set<String> own = new HashSet<>();
    own.add(snapshot.key(identity));
    IntStream.range(snapshot.firstOut(identity), snapshot.endOut(identity))
        .filter(e -> snapshot.holds(e) && snapshot.edgeKind(e) == EdgeKind.OWNS)
        .forEach(e -> own.add(snapshot.key(snapshot.to(e))));
    return finding -> own.contains(finding.key().subject()) || isHeld(snapshot, radius, finding);
  }

  private static boolean isHeld(
      GraphSnapshot snapshot, BlastRadius radius, FindingSummary finding) {
    OptionalInt subject = snapshot.find(finding.key().subject());
    return IdentityScore.concernsHolders(finding.key().kind())
        && subject.isPresent()
        && snapshot.kind(subject.getAsInt()) != NodeKind.IDENTITY
        && radius.reaches(subject.getAsInt());
  }
}
