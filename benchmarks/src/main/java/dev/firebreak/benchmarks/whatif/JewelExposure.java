package dev.firebreak.benchmarks.whatif;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.Set;

/// How much of all crown jewels all identities reach, by a search against the edges from each.
final class JewelExposure {

  private JewelExposure() {}

  /// @param gone the edges that are not there
  static long of(GraphSnapshot snapshot, Set<Integer> gone) {
    int[] seen = new int[snapshot.nodeCount()];
    int[] queue = new int[snapshot.nodeCount()];
    long sum = 0;
    for (int jewel = 0; jewel < snapshot.nodeCount(); jewel++) {
      if (!snapshot.crownJewel(jewel) || !snapshot.kind(jewel).isResource()) {
        continue;
      }
      int mark = jewel + 1;
      int[] size = {1};
      queue[0] = jewel;
      seen[jewel] = mark;
      long identities = 0;
      for (int head = 0; head < size[0]; head++) {
        identities += snapshot.kind(queue[head]) == NodeKind.IDENTITY ? 1 : 0;
        snapshot.forEachIn(
            queue[head],
            edge -> {
              int from = snapshot.from(edge);
              if (seen[from] != mark && !gone.contains(edge)) {
                seen[from] = mark;
                queue[size[0]++] = from;
              }
            });
      }
      sum += identities * Math.max(1, snapshot.sensitivity(jewel));
    }
    return sum;
  }
}
