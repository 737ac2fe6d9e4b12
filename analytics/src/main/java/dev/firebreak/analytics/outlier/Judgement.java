package dev.firebreak.analytics.outlier;

import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// How one identity compares with one peer group.
///
/// @param words who the peers are
/// @param peers how many others there are
/// @param times how many times the peers' median radius it reaches
/// @param radius the robust z-score of its weighted radius
/// @param rarity the robust z-score of how rare is what it is given
/// @param rare what it is given and hardly any peer is, rarest first
record Judgement(
    String words, int peers, double times, double radius, double rarity, List<Rare> rare) {

  /// Something given that few peers are given.
  ///
  /// @param node the group or entitlement
  /// @param holders how many of the peers have it, too
  record Rare(int node, int holders) {}

  /// What an identity is given and few of its peers are, rarest first.
  static List<Rare> rare(GraphSnapshot snapshot, Holdings holdings, int[] group, int identity) {
    int[] own = holdings.of(identity);
    int[] holders = new int[own.length];
    for (int member : group) {
      int[] other = holdings.of(member);
      for (int i = 0, j = 0; i < own.length && j < other.length; ) {
        if (own[i] == other[j]) {
          holders[i++]++;
          j++;
        } else if (own[i] < other[j]) {
          i++;
        } else {
          j++;
        }
      }
    }
    return IntStream.range(0, own.length)
        .mapToObj(i -> new Rare(own[i], holders[i] - 1))
        .filter(each -> each.holders() * PeerJudgement.ONE_IN <= group.length - 1)
        .sorted(
            Comparator.comparingInt(Rare::holders)
                .thenComparingInt(each -> -snapshot.sensitivity(each.node()))
                .thenComparing(each -> snapshot.key(each.node())))
        .toList();
  }
}
