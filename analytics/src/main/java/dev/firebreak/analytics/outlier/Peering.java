package dev.firebreak.analytics.outlier;

import dev.firebreak.analytics.blastradius.Radius;
import dev.firebreak.analytics.outlier.Judgement.Rare;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Compares every member of a peer group with the group.
///
/// Two features are compared on a logarithmic scale, `log(1 + x)`: the weighted blast radius, and
/// the rarity of what somebody is given, the sum of `log2((n + 1) / (c + 1))` over everything that
/// only `c` of the `n` peers have, as far as that is at most one in twenty. A single such thing is
/// how an exception looks, and counts nothing.
final class Peering {

  private static final int ONE_IN = 20;

  private final GraphSnapshot snapshot;
  private final Holdings holdings;
  private final Map<Integer, Long> weighted = new HashMap<>();

  Peering(GraphSnapshot snapshot, Holdings holdings, List<Radius> radii) {
    this.snapshot = snapshot;
    this.holdings = holdings;
    radii.forEach(radius -> weighted.put(radius.node(), radius.weighted()));
  }

  /// The judgement on each member.
  Map<Integer, Judgement> judge(PeerGroups.Group group) {
    int others = group.members().size() - 1;
    Map<Integer, Integer> holders = new HashMap<>();
    group
        .members()
        .forEach(member ->
            holdings.of(member).keySet().forEach(each -> holders.merge(each, 1, Integer::sum)));
    double[] radii =
        group.members().stream()
            .mapToDouble(member -> Math.log1p((double) radius(member)))
            .toArray();
    double[] rarities =
        group.members().stream()
            .mapToDouble(member -> Math.log1p(rarity(rare(member, holders, others), others)))
            .toArray();
    Spread radius = Spread.of(radii);
    Spread rarity = Spread.of(rarities);
    Map<Integer, Judgement> judged = new HashMap<>();
    for (int i = 0; i < radii.length; i++) {
      int member = group.members().get(i);
      judged.put(
          member,
          new Judgement(
              group.words(),
              others,
              (double) radius(member) / Math.max(1, Math.expm1(radius.median())),
              radius.z(radii[i]),
              rarity.z(rarities[i]),
              rare(member, holders, others)));
    }
    return judged;
  }

  private long radius(int identity) {
    return weighted.getOrDefault(identity, 0L);
  }

  private List<Rare> rare(int member, Map<Integer, Integer> holders, int others) {
    return holdings.of(member).keySet().stream()
        .map(each -> new Rare(each, holders.getOrDefault(each, 1) - 1))
        .filter(each -> each.holders() * ONE_IN <= others)
        .sorted(
            Comparator.comparingInt(Rare::holders)
                .thenComparingInt(each -> -snapshot.sensitivity(each.node()))
                .thenComparing(each -> snapshot.key(each.node())))
        .toList();
  }

  private static double rarity(List<Rare> rare, int others) {
    if (rare.size() < 2) {
      return 0;
    }
    return rare.stream()
        .mapToDouble(each -> Math.log((others + 1.0) / (each.holders() + 1)) / Math.log(2))
        .sum();
  }
}
