package dev.firebreak.benchmarks.whatif;

import dev.firebreak.analytics.blastradius.Figures;
import dev.firebreak.analytics.blastradius.PlainSearch;
import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.reach.ReachGraph;
import java.util.Arrays;
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
    int begin = start(graph, position);
    int end = graph.rows().target(position);
    return without(graph, (from, to) -> from == begin && to == end ? 1 : 0);
  }

  /// Where the edge at a position starts.
  static int start(ReachGraph graph, int position) {
    int start = 0;
    while (graph.rows().end(start) <= position) {
      start++;
    }
    return start;
  }

  /// Those sources that lead to a node.
  ///
  /// @param back the edges of the graph, reversed
  static int[] leading(Adjacency back, int[] sources, int node) {
    boolean[] seen = new boolean[back.nodeCount()];
    int[] queue = new int[back.nodeCount()];
    int size = 1;
    queue[0] = node;
    seen[node] = true;
    for (int head = 0; head < size; head++) {
      for (int at = back.first(queue[head]); at < back.end(queue[head]); at++) {
        int from = back.target(at);
        if (!seen[from]) {
          seen[from] = true;
          queue[size++] = from;
        }
      }
    }
    return Arrays.stream(sources).filter(source -> seen[source]).toArray();
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
    return loss(before, new PlainSearch(left).of(sources));
  }

  static Loss loss(Figures before, Figures after) {
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
