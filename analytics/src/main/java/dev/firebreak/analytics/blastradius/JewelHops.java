package dev.firebreak.analytics.blastradius;

import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.reach.ReachGraph;
import java.util.Arrays;

/// The fewest edges from each kernel node to a crown jewel: one search against the edges from all
/// crown jewels at once.
final class JewelHops {

  private JewelHops() {}

  /// @param back the kernel's edges reversed
  /// @return for each kernel node the hops, 0 for a crown jewel, -1 where none is reached
  static int[] of(Kernel kernel, Adjacency back) {
    int[] hops = new int[kernel.size()];
    int[] queue = new int[kernel.size()];
    int size = 0;
    Arrays.fill(hops, -1);
    for (int node = 0; node < hops.length; node++) {
      if ((kernel.payload(node) & ReachGraph.JEWEL) != 0) {
        hops[node] = 0;
        queue[size++] = node;
      }
    }
    for (int head = 0; head < size; head++) {
      int node = queue[head];
      for (int at = back.first(node); at < back.end(node); at++) {
        int from = back.target(at);
        if (hops[from] < 0) {
          hops[from] = hops[node] + 1;
          queue[size++] = from;
        }
      }
    }
    return hops;
  }
}
