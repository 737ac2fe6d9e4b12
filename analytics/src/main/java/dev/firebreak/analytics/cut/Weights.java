package dev.firebreak.analytics.cut;

import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.BitSet;

/// What reaching a target counts.
final class Weights {

  private Weights() {}

  /// Its sensitivity, at least 1: a crown jewel that nobody gave a sensitivity counts, too.
  static int of(GraphSnapshot snapshot, int target) {
    return Math.max(1, snapshot.sensitivity(target));
  }

  /// All crown jewels.
  static BitSet jewels(GraphSnapshot snapshot) {
    BitSet jewels = new BitSet();
    for (int node = 0; node < snapshot.nodeCount(); node++) {
      if (snapshot.kind(node).isResource() && snapshot.crownJewel(node)) {
        jewels.set(node);
      }
    }
    return jewels;
  }
}
