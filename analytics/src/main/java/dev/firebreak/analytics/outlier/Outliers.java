package dev.firebreak.analytics.outlier;

import dev.firebreak.analytics.blastradius.Radius;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.RiskRule;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.outlier.Judgement.Rare;
import dev.firebreak.analytics.reach.Highlight;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
  private final Holdings holdings;
  private final Walk walk;

  private Outliers(GraphSnapshot snapshot, Holdings holdings) {
    this.snapshot = snapshot;
    this.holdings = holdings;
    this.walk = Walk.forward(snapshot);
  }

  /// All findings, in the order of the identities' indexes.
  ///
  /// @param radii what `Radii.all` says of this snapshot
  public static List<Finding> find(GraphSnapshot snapshot, List<Radius> radii, OutlierRules rules) {
    Holdings holdings = Holdings.of(snapshot);
    Outliers outliers = new Outliers(snapshot, holdings);
    List<Finding> findings = new ArrayList<>();
    outlying(snapshot, holdings, radii, rules)
        .forEach((identity, judgement) -> findings.add(outliers.finding(identity, judgement)));
    return List.copyOf(findings);
  }

  /// Those who stand out, each with the judgement of the group in which it does so least.
  static Map<Integer, Judgement> outlying(
      GraphSnapshot snapshot, Holdings holdings, List<Radius> radii, OutlierRules rules) {
    Peering peering = new Peering(snapshot, holdings, radii);
    Map<Integer, Judgement> least = new TreeMap<>();
    for (PeerGroups.Group group : PeerGroups.of(snapshot, holdings, rules.peers())) {
      peering
          .judge(group)
          .forEach((identity, judgement) ->
              least.merge(
                  identity,
                  judgement,
                  (one, other) -> Judgement.LEAST_FIRST.compare(one, other) <= 0 ? one : other));
    }
    double threshold =
        UpperTail.threshold(
            least.values().stream()
                .mapToDouble(judgement -> UpperTail.probability(judgement.z()))
                .toArray(),
            rules.falseDiscovery());
    least
        .values()
        .removeIf(judgement ->
            judgement.z() < rules.bar() || UpperTail.probability(judgement.z()) > threshold);
    return least;
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
    int edge = Optional.ofNullable(holdings.of(identity).get(rare.node())).orElseThrow();
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
