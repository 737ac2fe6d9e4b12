package dev.firebreak.analytics.blastradius;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.RiskRule;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.reach.Highlight;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds identities that reach many times what their peers reach, and crown jewels only because a
/// safe keeps the secret of a privileged account that reaches them.
public final class WideRadius {

  /// How many times the peers' median is too much, where nothing else is asked for.
  public static final double DEFAULT_FACTOR = 8;

  private static final RiskRule OF_A_PERSON =
      RiskRule.of(
          FindingKind.BLAST_RADIUS,
          "blast-radius",
          "Blast radius through privileged access",
          "NIST AC-6",
          "CSF PR.AA-05",
          "ISO 27001 A.8.2",
          "PCI DSS 7.2.2");
  private static final RiskRule OF_A_PROGRAM =
      OF_A_PERSON.with(
          "OWASP NHI5", "NIST AC-6", "CSF PR.AA-05", "ISO 27001 A.8.2", "PCI DSS 7.2.5");

  private WideRadius() {}

  /// All findings, in the order of the identities' indexes.
  ///
  /// @param radii what [Radii#all] says of this snapshot
  /// @param factor from how many times the median of the peers on
  public static List<Finding> find(GraphSnapshot snapshot, List<Radius> radii, double factor) {
    Peers peers = new Peers(snapshot, radii);
    Walk all = Walk.forward(snapshot);
    Walk standard = Walk.forward(snapshot);
    List<Finding> findings = new ArrayList<>();
    for (Radius radius : radii) {
      if (radius.crownJewels() == 0) {
        continue;
      }
      Peers.Comparison peer = peers.of(radius);
      if (radius.weighted() < factor * Math.max(1, peer.median())) {
        continue;
      }
      all.from(radius.node());
      standard.from(
          radius.node(), edge -> snapshot.kind(snapshot.to(edge)) != NodeKind.PRIVILEGED_ACCOUNT);
      Optional<Integer> jewel =
          Highlight.of(snapshot, all, node -> snapshot.crownJewel(node) && !standard.found(node));
      jewel.ifPresent(
          node -> findings.add(finding(snapshot, radius, peer, path(snapshot, all, node))));
    }
    return List.copyOf(findings);
  }

  private static AccessPath path(GraphSnapshot snapshot, Walk walk, int jewel) {
    AccessPath path = walk.pathTo(jewel, snapshot.name(jewel), "");
    return new AccessPath(path.title(), Wording.how(path), path.stops(), path.hops());
  }

  private static Finding finding(
      GraphSnapshot snapshot, Radius radius, Peers.Comparison peer, AccessPath path) {
    Node identity = snapshot.node(radius.node());
    long times = Math.round(radius.weighted() / Math.max(1, peer.median()));
    return (identity.identityKind().isProgram() ? OF_A_PROGRAM : OF_A_PERSON)
        .finding(
            identity,
            "",
            severity(radius.crownJewels()),
            "%s can reach %s%s %s: %d times the median reach of %s."
                .formatted(
                    identity.name(),
                    path.last().name(),
                    Wording.in(snapshot, path.last().source()),
                    Wording.how(path),
                    times,
                    peer.words()),
            List.of(path),
            1);
  }

  private static Severity severity(int crownJewels) {
    return switch (crownJewels) {
      case 1 -> Severity.MEDIUM;
      case 2 -> Severity.HIGH;
      default -> Severity.CRITICAL;
    };
  }
}
