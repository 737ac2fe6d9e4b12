package dev.firebreak.analytics.reach;

import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// The reach edges of a snapshot as compressed sparse rows: the successors of `node` are
/// `targets[offsets[node]]` up to, not including, `targets[offsets[node + 1]]`. Parallel edges
/// repeat a target.
public final class Adjacency {

  private final int[] offsets;
  private final int[] targets;

  /// Rows that are ready; the arrays are kept, not copied.
  ///
  /// @param offsets one more than there are nodes, rising, the first 0
  /// @param targets as many as the last offset says, at least
  public Adjacency(int[] offsets, int[] targets) {
    this.offsets = offsets;
    this.targets = targets;
  }

  /// The rows in walking direction.
  public static Adjacency of(GraphSnapshot snapshot) {
    int nodes = snapshot.nodeCount();
    int[] offsets = new int[nodes + 1];
    for (int node = 0; node < nodes; node++) {
      int at = node + 1;
      offsets[at] = offsets[node];
      snapshot.forEachOut(node, edge -> offsets[at]++);
    }
    int[] targets = new int[offsets[nodes]];
    int[] next = {0};
    for (int node = 0; node < nodes; node++) {
      snapshot.forEachOut(node, edge -> targets[next[0]++] = snapshot.to(edge));
    }
    return new Adjacency(offsets, targets);
  }

  /// The rows of edges in any order, each in the order of its edges.
  ///
  /// @param from where an edge, 0 to `edges` exclusive, starts
  /// @param to where it ends
  public static Adjacency of(int nodes, int edges, IntUnaryOperator from, IntUnaryOperator to) {
    int[] offsets = new int[nodes + 1];
    for (int edge = 0; edge < edges; edge++) {
      offsets[from.applyAsInt(edge) + 1]++;
    }
    for (int node = 0; node < nodes; node++) {
      offsets[node + 1] += offsets[node];
    }
    int[] next = offsets.clone();
    int[] targets = new int[edges];
    for (int edge = 0; edge < edges; edge++) {
      targets[next[from.applyAsInt(edge)]++] = to.applyAsInt(edge);
    }
    return new Adjacency(offsets, targets);
  }

  /// The rows against the walking direction: the predecessors of each node, ascending.
  public Adjacency reversed() {
    int nodes = nodeCount();
    int edges = offsets[nodes];
    int[] starts = new int[nodes + 1];
    for (int at = 0; at < edges; at++) {
      starts[targets[at] + 1]++;
    }
    for (int node = 0; node < nodes; node++) {
      starts[node + 1] += starts[node];
    }
    int[] next = starts.clone();
    int[] sources = new int[edges];
    for (int node = 0; node < nodes; node++) {
      for (int at = offsets[node]; at < offsets[node + 1]; at++) {
        sources[next[targets[at]]++] = node;
      }
    }
    return new Adjacency(starts, sources);
  }

  /// The same rows with other targets at their positions.
  ///
  /// @param ends kept, not copied
  public Adjacency with(int[] ends) {
    return new Adjacency(offsets, ends);
  }

  /// How many nodes there are.
  public int nodeCount() {
    return offsets.length - 1;
  }

  /// How many edges there are.
  public int edgeCount() {
    return offsets[offsets.length - 1];
  }

  /// Where the row of `node` starts.
  public int first(int node) {
    return offsets[node];
  }

  /// Where the row of `node` ends, exclusive.
  public int end(int node) {
    return offsets[node + 1];
  }

  /// The successors of a node.
  public IntStream targets(int node) {
    return Arrays.stream(targets, first(node), end(node));
  }

  /// The successor at a position of a row.
  public int target(int position) {
    return targets[position];
  }
}
