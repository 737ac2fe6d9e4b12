package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.reach.Adjacency;
import java.util.Arrays;

/// Collects edges in any order into compressed rows.
final class Rows {

  private int[] from = new int[64];
  private int[] to = new int[64];
  private int size;

  /// Adds an edge; it may be parallel to others.
  void add(int start, int end) {
    if (size == from.length) {
      from = Arrays.copyOf(from, size * 2);
      to = Arrays.copyOf(to, size * 2);
    }
    from[size] = start;
    to[size++] = end;
  }

  /// The rows, each in the order in which its edges were added.
  Adjacency build(int nodes) {
    return Adjacency.of(nodes, size, edge -> from[edge], edge -> to[edge]);
  }
}
