package dev.firebreak.analytics.outlier;

import dev.firebreak.analytics.blastradius.Radius;
import dev.firebreak.analytics.blastradius.Reaches;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Found;
import dev.firebreak.analytics.finding.RiskRule;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.outlier.Judgement.Rare;
import dev.firebreak.analytics.reach.Highlight;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Finds identities that stand out in every peer group that can judge them, whose least judgement
/// reaches the bar and is not to be put down to chance among so many. What nobody can be compared
/// with is unknown, not ordinary.
public final class Outliers {

  static final RiskRule RULE =
      RiskRule.of(
          FindingKind.OUTLIER,
          "outlier",
          "Outlier among peers",
          "NIST AC-6(7)",
          "CSF PR.AA-05",
          "ISO 27001 A.5.18",
          "PCI DSS 7.2.4");
  private static final int NAMED = 3;

  private final GraphSnapshot snapshot;
  private final Peering peering;

  private Outliers(GraphSnapshot snapshot, Peering peering) {
    this.snapshot = snapshot;
    this.peering = peering;
  }

  /// All findings, in the order of the identities' indexes.
  ///
  /// @param radii what `Radii.all` says of this snapshot
  public static List<Finding> find(GraphSnapshot snapshot, List<Radius> radii, OutlierRules rules) {
    Found found = Found.all();
    of(snapshot, Reaches.of(snapshot, radii), rules).judge(Walk.forward(snapshot), found);
    return found.list();
  }

  /// Compares everybody with their peers.
  public static Outliers of(GraphSnapshot snapshot, Reaches reaches, OutlierRules rules) {
    return new Outliers(snapshot, Peering.of(snapshot, reaches, rules));
  }

  /// The same for a changed snapshot with the same nodes.
  ///
  /// @param reaches how far identities reach in it
  /// @param reaching who reaches another sum
  /// @param given whose direct access, activity or manager is another
  public Outliers with(GraphSnapshot changed, Reaches reaches, BitSet reaching, BitSet given) {
    return new Outliers(changed, peering.with(changed, reaches, reaching, given));
  }

  /// Tells who stands out.
  ///
  /// @param walk forward
  public void judge(Walk walk, Found found) {
    for (int identity : outlying()) {
      found.add(
          RULE.key(snapshot.key(identity), ""),
          () -> new Telling(walk).finding(identity, peering.judgement(identity)));
    }
  }

  /// Those who stand out, ascending.
  int[] outlying() {
    return peering.outlying();
  }

  /// Puts findings together.
  private final class Telling {

    private final Walk walk;

    Telling(Walk walk) {
      this.walk = walk;
    }

    private Finding finding(int identity, Judgement judgement) {
      Node node = snapshot.node(identity);
      boolean wide = judgement.radius() >= judgement.rarity();
      List<Rare> rare =
          judgement.rare().stream()
              .sorted(
                  Comparator.comparingInt(Rare::holders)
                      .thenComparingLong(each -> -worth(each.node())))
              .limit(NAMED)
              .toList();
      List<AccessPath> because = new ArrayList<>();
      rare.forEach(each -> because.add(path(identity, each, judgement.peers())));
      boolean jewel =
          Highlight.of(snapshot, walk.from(identity), i -> snapshot.crownJewel(i)).isPresent();
      if (because.isEmpty() || wide) {
        because.addFirst(Highlight.path(snapshot, walk, identity));
      }
      return RULE.finding(
          node,
          "",
          wide && jewel ? Severity.MEDIUM : Severity.LOW,
          story(node, judgement, rare, wide),
          because,
          1);
    }

    private String story(Node node, Judgement judgement, List<Rare> rare, boolean wide) {
      String peers = "%d peers %s".formatted(judgement.peers(), judgement.words());
      String names =
          rare.stream()
              .map(each -> snapshot.name(each.node()))
              .reduce((one, other) -> one + ", " + other)
              .orElse("");
      int most = rare.stream().mapToInt(Rare::holders).max().orElse(0);
      String whose = most == 0 ? "none" : "at most " + most;
      if (wide) {
        return "%s can reach %s times the median reach of %s%s."
            .formatted(
                node.name(),
                String.format(
                    Locale.ROOT, judgement.times() < 9.95 ? "%.1f" : "%.0f", judgement.times()),
                peers,
                names.isEmpty() ? "" : ", among others through " + names);
      }
      return "%s is directly given %s, and %s of the %s %s."
          .formatted(
              node.name(),
              names
                  + (judgement.rare().size() > rare.size()
                      ? " and " + (judgement.rare().size() - rare.size()) + " more"
                      : ""),
              whose,
              peers,
              most > 1 ? "are" : "is");
    }

    /// The weight of what a group or entitlement leads to.
    private long worth(int node) {
      return walk.from(node)
          .nodes()
          .mapToObj(snapshot::node)
          .filter(reached -> reached.kind().isResource())
          .mapToLong(Node::sensitivity)
          .sum();
    }

    private AccessPath path(int identity, Rare rare, int peers) {
      int edge = Holdings.edge(snapshot, identity, rare.node());
      int account = snapshot.from(edge);
      int[] owns = {-1};
      snapshot.forEachOut(
          identity,
          e -> {
            if (snapshot.edgeKind(e) == EdgeKind.OWNS && snapshot.to(e) == account) {
              owns[0] = owns[0] < 0 ? e : Math.min(owns[0], e);
            }
          });
      return AccessPath.along(
          snapshot,
          snapshot.name(rare.node()),
          "given directly to %d of %d peers".formatted(rare.holders(), peers),
          identity,
          List.of(owns[0], edge));
    }
  }
}
