package dev.firebreak.analytics.outlier;

import dev.firebreak.analytics.blastradius.Reaches;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Every identity's least judgement by its peer groups, and who stands out by it. What a change of
/// the graph leaves as it is can be taken over, see [#with].
@SuppressWarnings("EnumOrdinal") // ways never leave the process as numbers
final class Peering {

  private static final Way[] WAYS = Way.values();

  private final GraphSnapshot snapshot;
  private final Holdings holdings;
  private final Reaches reaches;
  private final OutlierRules rules;
  private final PeerGroups groups;
  private final @Nullable PeerJudgement[] judged;
  private final double[] least;

  private Peering(
      GraphSnapshot snapshot,
      Holdings holdings,
      Reaches reaches,
      OutlierRules rules,
      PeerGroups groups,
      @Nullable PeerJudgement[] judged,
      double[] least) {
    this.snapshot = snapshot;
    this.holdings = holdings;
    this.reaches = reaches;
    this.rules = rules;
    this.groups = groups;
    this.judged = judged;
    this.least = least;
  }

  static Peering of(GraphSnapshot snapshot, Reaches reaches, OutlierRules rules) {
    Holdings holdings = Holdings.of(snapshot);
    PeerGroups groups = PeerGroups.of(snapshot, holdings, rules.peers());
    @Nullable PeerJudgement[] judged = new PeerJudgement[groups.count()];
    int[] room = new int[snapshot.nodeCount()];
    for (int group = 0; group < judged.length; group++) {
      judged[group] =
          groups.judges(group)
              ? PeerJudgement.of(groups.members(group), holdings, reaches, room)
              : null;
    }
    Peering all =
        new Peering(
            snapshot,
            holdings,
            reaches,
            rules,
            groups,
            judged,
            new double[(int) holdings.identities().count()]);
    all.settle(holdings.identities());
    return all;
  }

  /// The same for a changed snapshot with the same nodes.
  ///
  /// @param now how far identities reach in it
  /// @param reaching who reaches another sum
  /// @param given whose direct access, activity or manager is another
  Peering with(GraphSnapshot changed, Reaches now, BitSet reaching, BitSet given) {
    Holdings held = holdings.with(changed, given.stream().toArray());
    BitSet anew = new BitSet();
    PeerGroups groupsNow = groups.with(changed, holdings, held, given, anew);
    given.stream()
        .forEach(identity -> {
          for (Way way : WAYS) {
            IntStream.of(groups.of(identity, way), groupsNow.of(identity, way))
                .filter(group -> group != PeerGroups.NONE)
                .forEach(anew::set);
          }
        });
    BitSet moved = new BitSet();
    reaching.stream()
        .forEach(identity -> {
          for (Way way : WAYS) {
            int group = groupsNow.of(identity, way);
            if (group != PeerGroups.NONE && !anew.get(group)) {
              moved.set(group);
            }
          }
        });
    @Nullable PeerJudgement[] judgedNow = Arrays.copyOf(judged, groupsNow.count());
    BitSet unsettled = (BitSet) reaching.clone();
    unsettled.or(given);
    int[] room = new int[changed.nodeCount()];
    anew.stream()
        .forEach(group -> {
          int[] members = groupsNow.members(group);
          judgedNow[group] =
              groupsNow.judges(group) ? PeerJudgement.of(members, held, now, room) : null;
          Arrays.stream(members).forEach(unsettled::set);
          if (group < groups.count()) {
            Arrays.stream(groups.members(group)).forEach(unsettled::set);
          }
        });
    moved.stream()
        .forEach(group -> {
          PeerJudgement known = judgedNow[group];
          if (known != null) {
            int[] others = Arrays.stream(known.members()).filter(reaching::get).toArray();
            judgedNow[group] = known.with(others, reaches, now);
            Arrays.stream(known.members()).forEach(unsettled::set);
          }
        });
    Peering next = new Peering(changed, held, now, rules, groupsNow, judgedNow, least.clone());
    next.settle(unsettled.stream());
    return next;
  }

  /// Finds anew who judges some identities least.
  private void settle(IntStream identities) {
    int first = snapshot.first(NodeKind.IDENTITY);
    identities.forEach(identity -> {
      Way way = leastWay(identity);
      least[identity - first] = way == null ? Double.NaN : z(identity, way);
    });
  }

  private @Nullable Way leastWay(int identity) {
    Way best = null;
    for (Way way : WAYS) {
      if (judgement(identity, way) != null
          && (best == null || z(identity, way) < z(identity, best))) {
        best = way;
      }
    }
    return best;
  }

  private @Nullable PeerJudgement judgement(int identity, Way way) {
    int group = groups.of(identity, way);
    return group == PeerGroups.NONE ? null : judged[group];
  }

  private double z(int identity, Way way) {
    PeerJudgement by = judgement(identity, way);
    return by == null ? Double.NaN : by.of(identity, reaches);
  }

  /// Those who stand out, ascending.
  int[] outlying() {
    int asked = (int) Arrays.stream(least).filter(z -> !Double.isNaN(z)).count();
    double[] probabilities =
        Arrays.stream(least)
            .filter(z -> z >= UpperTail.EXACT_FROM)
            .map(UpperTail::probability)
            .sorted()
            .toArray();
    double threshold = UpperTail.threshold(probabilities, asked, rules.falseDiscovery());
    return holdings
        .identities()
        .filter(i -> {
          double z = least[i - snapshot.first(NodeKind.IDENTITY)];
          return z >= rules.bar() && UpperTail.probability(z) <= threshold;
        })
        .toArray();
  }

  /// How somebody who stands out compares with the group in which that is least so.
  Judgement judgement(int identity) {
    Way way = Objects.requireNonNull(leastWay(identity));
    PeerJudgement by = Objects.requireNonNull(judgement(identity, way));
    String common = PeerGroups.shown(snapshot, by.members()[0], way);
    return new Judgement(
        way.words(common == null ? "" : common.strip()),
        by.members().length - 1,
        reaches.weighted(identity) / Math.max(1, Math.expm1(by.radius().median())),
        by.radiusOf(identity, reaches),
        by.rarityOf(identity),
        Judgement.rare(snapshot, holdings, by.members(), identity));
  }
}
