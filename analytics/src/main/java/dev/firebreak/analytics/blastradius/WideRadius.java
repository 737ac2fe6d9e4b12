package dev.firebreak.analytics.blastradius;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Found;
import dev.firebreak.analytics.finding.RiskRule;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.reach.Highlight;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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

  private final GraphSnapshot snapshot;
  private final Reaches reaches;
  private final double factor;
  private final Peers peers;
  private final @Nullable Double told;

  private WideRadius(GraphSnapshot snapshot, Reaches reaches, double factor, Peers peers) {
    this(snapshot, reaches, factor, peers, null);
  }

  private WideRadius(
      GraphSnapshot snapshot, Reaches reaches, double factor, Peers peers, @Nullable Double told) {
    this.told = told;
    this.snapshot = snapshot;
    this.reaches = reaches;
    this.factor = factor;
    this.peers = peers;
  }

  /// All findings, in the order of the identities' indexes.
  ///
  /// @param radii what [Radii#all] says of this snapshot
  /// @param factor from how many times the median of the peers on
  public static List<Finding> find(GraphSnapshot snapshot, List<Radius> radii, double factor) {
    Found found = Found.all();
    of(snapshot, Reaches.of(snapshot, radii), factor)
        .judge(
            snapshot.nodes(NodeKind.IDENTITY),
            Walk.forward(snapshot),
            Walk.forward(snapshot),
            found);
    return found.list();
  }

  /// The findings in a part of a graph that the peers are not in.
  ///
  /// @param median of the peers in the whole, as [#median] says
  public static List<Finding> find(
      GraphSnapshot part, List<Radius> radii, double factor, double median) {
    Reaches reaches = Reaches.of(part, radii);
    Found found = Found.all();
    new WideRadius(part, reaches, factor, Peers.of(part, reaches), median)
        .judge(part.nodes(NodeKind.IDENTITY), Walk.forward(part), Walk.forward(part), found);
    return found.list();
  }

  /// The median of the weighted radii of the peers of an identity.
  public double median(int identity) {
    return told == null ? peers.median(identity) : told;
  }

  /// Compares everybody with their peers.
  ///
  /// @param factor from how many times the median of the peers on
  public static WideRadius of(GraphSnapshot snapshot, Reaches reaches, double factor) {
    return new WideRadius(snapshot, reaches, factor, Peers.of(snapshot, reaches));
  }

  /// The same for a changed snapshot with the same nodes.
  ///
  /// @param now how far identities reach in it
  /// @param changed who reaches another sum, or whose activity is another
  public WideRadius with(GraphSnapshot after, Reaches now, BitSet changed) {
    return new WideRadius(after, now, factor, peers.with(after, now, changed));
  }

  /// Who is wide by comparison in one of the two and not in the other.
  public IntStream turned(WideRadius other) {
    return peers
        .comparedOtherwise(other.peers)
        .filter(identity -> isWide(identity) != other.isWide(identity));
  }

  private boolean isWide(int identity) {
    return reaches.crownJewels(identity) > 0
        && reaches.weighted(identity) >= factor
        && reaches.weighted(identity) >= factor * Math.max(1, median(identity));
  }

  /// Judges some identities.
  ///
  /// @param all a forward walk
  /// @param standard another, in memory of its own
  public void judge(IntStream identities, Walk all, Walk standard, Found found) {
    identities
        .filter(this::isWide)
        .forEach(identity -> {
          all.from(identity);
          standard.from(
              identity, edge -> snapshot.kind(snapshot.to(edge)) != NodeKind.PRIVILEGED_ACCOUNT);
          Highlight.of(snapshot, all, node -> snapshot.crownJewel(node) && !standard.found(node))
              .ifPresent(jewel ->
                  found.add(
                      OF_A_PERSON.key(snapshot.key(identity), ""),
                      () -> finding(identity, path(snapshot, all, jewel))));
        });
  }

  private static AccessPath path(GraphSnapshot snapshot, Walk walk, int jewel) {
    AccessPath path = walk.pathTo(jewel, snapshot.name(jewel), "");
    return new AccessPath(path.title(), Wording.how(path), path.stops(), path.hops());
  }

  private Finding finding(int index, AccessPath path) {
    Node identity = snapshot.node(index);
    Peers.Comparison peer = peers.of(index);
    long times = Math.round(reaches.weighted(index) / Math.max(1, median(index)));
    return (identity.identityKind().isProgram() ? OF_A_PROGRAM : OF_A_PERSON)
        .finding(
            identity,
            "",
            severity(reaches.crownJewels(index)),
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
