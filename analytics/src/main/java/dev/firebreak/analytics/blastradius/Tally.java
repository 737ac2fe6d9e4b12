package dev.firebreak.analytics.blastradius;

import dev.firebreak.analytics.reach.ReachGraph;

/// Counts of resources by kind, of crown jewels, and the sum of sensitivities, as three longs that
/// are added as they are: entitlements and containers, privileged accounts and crown jewels, the
/// sum. Each count stays below 2^31, because node indexes do.
final class Tally {

  private Tally() {}

  /// Entitlements in the upper half, containers in the lower.
  ///
  /// @param payload the bits of a node, [ReachGraph#payload(int)]
  static long grants(int payload) {
    return (long) (payload & ReachGraph.ENTITLEMENT) << 24 | (payload & ReachGraph.CONTAINER) >> 9;
  }

  /// Privileged accounts in the upper half, crown jewels in the lower.
  static long marks(int payload) {
    return (long) (payload & ReachGraph.PRIVILEGED) << 22 | (payload & ReachGraph.JEWEL) >> 7;
  }

  /// The sensitivity of a resource.
  static long weight(int payload) {
    return payload & ReachGraph.WEIGHT;
  }

  /// The bits of a node that counts this much, -1 when no node does.
  static int payload(long grants, long marks, long weight) {
    long kinds =
        ((grants >>> 24) & ReachGraph.ENTITLEMENT)
            | ((grants << 9) & ReachGraph.CONTAINER)
            | ((marks >>> 22) & ReachGraph.PRIVILEGED)
            | ((marks << 7) & ReachGraph.JEWEL);
    int bits = (int) (kinds | (weight & ReachGraph.WEIGHT));
    return grants(bits) == grants && marks(bits) == marks && weight(bits) == weight ? bits : -1;
  }

  static int upper(long pair) {
    return (int) (pair >>> 32);
  }

  static int lower(long pair) {
    return (int) pair;
  }
}
