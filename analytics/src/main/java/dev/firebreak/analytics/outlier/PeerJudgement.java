package dev.firebreak.analytics.outlier;

import dev.firebreak.analytics.blastradius.Reaches;
import java.util.Arrays;

/// How every member of a peer group compares with the group.
///
/// Two features are compared on a logarithmic scale, `log(1 + x)`: the weighted blast radius, and
/// the rarity of what somebody is given, the sum of `log2((n + 1) / (c + 1))` over everything that
/// only `c` of the `n` peers have, as far as that is at most one in twenty. A single such thing is
/// how an exception looks, and counts nothing.
///
/// @param members ascending
/// @param logs the members' radii on that scale, ascending
/// @param rarities the members' rarities on that scale, in the order of the members
@SuppressWarnings("ArrayRecordComponent") // shared, never compared
record PeerJudgement(
    int[] members, double[] logs, Spread radius, double[] rarities, Spread rarity) {

  static final int ONE_IN = 20;

  /// @param holders room for a number for each node; 0 before and after
  static PeerJudgement of(int[] members, Holdings holdings, Reaches reaches, int[] holders) {
    double[] logs = Arrays.stream(members).mapToDouble(i -> log(reaches.weighted(i))).toArray();
    Arrays.sort(logs);
    for (int member : members) {
      for (int each : holdings.of(member)) {
        holders[each]++;
      }
    }
    int others = members.length - 1;
    double[] weights = new double[others / ONE_IN + 1];
    Arrays.setAll(weights, c -> Math.log((others + 1.0) / (c + 1)) / Math.log(2));
    double[] rarities = new double[members.length];
    for (int at = 0; at < rarities.length; at++) {
      rarities[at] = rarity(holdings.of(members[at]), holders, weights);
    }
    for (int member : members) {
      for (int each : holdings.of(member)) {
        holders[each] = 0;
      }
    }
    return new PeerJudgement(members, logs, Spread.ofSorted(logs), rarities, Spread.of(rarities));
  }

  private static double rarity(int[] given, int[] holders, double[] weights) {
    double sum = 0;
    int rare = 0;
    for (int each : given) {
      int others = holders[each] - 1;
      if (others < weights.length) {
        sum += weights[others];
        rare++;
      }
    }
    return rare < 2 ? 0 : Math.log1p(sum);
  }

  /// The same where some members reach another sum.
  ///
  /// @param changed those members
  PeerJudgement with(int[] changed, Reaches before, Reaches now) {
    double[] gone = Arrays.stream(changed).mapToDouble(i -> log(before.weighted(i))).toArray();
    double[] come = Arrays.stream(changed).mapToDouble(i -> log(now.weighted(i))).toArray();
    Arrays.sort(gone);
    Arrays.sort(come);
    double[] merged = new double[logs.length];
    int out = 0;
    int in = 0;
    int size = 0;
    for (double each : logs) {
      if (out < gone.length && gone[out] == each) {
        out++;
        continue;
      }
      while (in < come.length && come[in] <= each) {
        merged[size++] = come[in++];
      }
      merged[size++] = each;
    }
    while (in < come.length) {
      merged[size++] = come[in++];
    }
    return new PeerJudgement(members, merged, Spread.ofSorted(merged), rarities, rarity);
  }

  /// The robust z-score of a member's radius.
  double radiusOf(int member, Reaches reaches) {
    return radius.z(log(reaches.weighted(member)));
  }

  /// The robust z-score of how rare is what a member is given.
  double rarityOf(int member) {
    return rarity.z(rarities[Arrays.binarySearch(members, member)]);
  }

  /// The larger of the two.
  double of(int member, Reaches reaches) {
    return Math.max(radiusOf(member, reaches), rarityOf(member));
  }

  private static double log(long weighted) {
    return Math.log1p((double) weighted);
  }
}
