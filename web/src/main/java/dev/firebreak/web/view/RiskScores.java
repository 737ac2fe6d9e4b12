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
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Risk as numbers, worked out of the current graph and the open findings: of a finding, of an
/// identity, and the drift debt of each source.
@Component
public final class RiskScores {

  private final CurrentGraph current;
  private final FindingsReader findings;
  private final RiskWeights weights;
  private final Clock clock;
  private final PerSnapshot<HeldFindings> held;

  RiskScores(CurrentGraph current, FindingsReader findings, Firebreak firebreak, Clock clock) {
    this.current = current;
    this.held = current.perGraph(HeldFindings::new);
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
    return of(snapshot, findings.table(), identity(snapshot, key));
  }

  /// The open findings that concern an identity, worst first: those that its score counts, and
  /// those whose proof passes it.
  ///
  /// @throws NotThere if the graph has no such identity
  public List<FindingSummary> concerning(String key) {
    GraphSnapshot snapshot = current.snapshot();
    int identity = identity(snapshot, key);
    FindingTable table = findings.table();
    BitSet rows = counted(snapshot, table, identity, BlastRadius.of(snapshot, identity));
    table.openAbout(key).forEach(rows::set);
    return rows.stream().mapToObj(table.open()::get).toList();
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
    FindingTable table = findings.table();
    Map<String, Integer> scores = new HashMap<>();
    for (NodeRef node : nodes) {
      OptionalInt index = snapshot.find(node.key());
      if (index.isPresent() && node.kind() == NodeKind.IDENTITY) {
        scores.put(node.key(), of(snapshot, table, index.getAsInt()).rounded());
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

  private RiskScore of(GraphSnapshot snapshot, FindingTable table, int identity) {
    BlastRadius radius = BlastRadius.of(snapshot, identity);
    List<IdentityScore.About> about =
        counted(snapshot, table, identity, radius).stream()
            .mapToObj(table.open()::get)
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

  /// The places among the open findings of those about the identity, about an account of its own,
  /// or about a group or resource that it reaches, where its holders are what matters.
  private BitSet counted(
      GraphSnapshot snapshot, FindingTable table, int identity, BlastRadius radius) {
    BitSet rows = new BitSet();
    Stream.concat(
            Stream.of(snapshot.key(identity)),
            IntStream.range(snapshot.firstOut(identity), snapshot.endOut(identity))
                .filter(e -> snapshot.holds(e) && snapshot.edgeKind(e) == EdgeKind.OWNS)
                .mapToObj(e -> snapshot.key(snapshot.to(e))))
        .forEach(own ->
            table
                .openAbout(own)
                .filter(row -> table.open().get(row).key().subject().equals(own))
                .forEach(rows::set));
    held.of(snapshot).reached(table, radius).forEach(rows::set);
    return rows;
  }
}
