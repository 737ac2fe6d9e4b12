package dev.firebreak.benchmarks.whatif;

import dev.firebreak.analytics.blastradius.Figures;
import dev.firebreak.analytics.blastradius.PlainSearch;
import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.reach.ReachGraph;
import java.util.function.IntBinaryOperator;

/// Removals that are carried out, and what they cost by a search for each identity.
final class Cuts {

  private Cuts() {}

  /// What a removal takes away.
  ///
  /// @param weight over all identities
  /// @param identities how many lose any
  record Loss(long weight, int identities) {}

  /// The graph without all that leads from and to a node.
  static ReachGraph node(ReachGraph graph, int node) {
    return without(graph, (from, to) -> from == node || to == node ? 1 : 0);
  }

  /// The graph without the edge at a position and its parallels.
  static ReachGraph edge(ReachGraph graph, int position) {
    Adjacency rows = graph.rows();
    int start = 0;
    while (rows.end(start) <= position) {
      start++;
    }
    int begin = start;
    int end = rows.target(position);
    return without(graph, (from, to) -> from == begin && to == end ? 1 : 0);
  }

  /// @param gone 1 for what goes
  private static ReachGraph without(ReachGraph graph, IntBinaryOperator gone) {
    Adjacency rows = graph.rows();
    int[] offsets = new int[graph.nodeCount() + 1];
    int[] targets = new int[rows.edgeCount()];
    int next = 0;
    for (int from = 0; from < graph.nodeCount(); from++) {
      for (int at = rows.first(from); at < rows.end(from); at++) {
        if (gone.applyAsInt(from, rows.target(at)) == 0) {
          targets[next++] = rows.target(at);
        }
      }
      offsets[from + 1] = next;
    }
    return graph.with(new Adjacency(offsets, targets));
  }

  static Loss loss(Figures before, ReachGraph left, int[] sources) {
    Figures after = new PlainSearch(left).of(sources);
    int losing = 0;
    for (int row = 0; row < after.size(); row++) {
      losing += after.weighted(row) < before.weighted(row) ? 1 : 0;
    }
    return new Loss(total(before) - total(after), losing);
  }

  static long total(Figures figures) {
    long sum = 0;
    for (int row = 0; row < figures.size(); row++) {
      sum += figures.weighted(row);
    }
    return sum;
  }
}
