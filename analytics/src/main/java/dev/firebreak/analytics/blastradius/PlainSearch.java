package dev.firebreak.analytics.blastradius;

import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.reach.ReachGraph;

/// One breadth-first search for each node that is asked for, over plain int arrays, with marks that
/// need no clearing between two searches. The reference that the engine is held against, and what
/// ships where a graph is small.
///
/// One search can be used again and again; not for several threads.
public final class PlainSearch {

  private final ReachGraph graph;
  private final int[] seen;
  private final int[] queue;
  private int round;

  public PlainSearch(ReachGraph graph) {
    this.graph = graph;
    this.seen = new int[graph.nodeCount()];
    this.queue = new int[graph.nodeCount()];
  }

  /// The figures of `sources`, in their order. A source does not count itself.
  public Figures of(int[] sources) {
    Figures figures = new Figures(sources.length);
    for (int row = 0; row < sources.length; row++) {
      of(sources[row], figures, row);
    }
    return figures;
  }

  /// Puts the figures of one source into a row.
  void of(int source, Figures figures, int row) {
    Adjacency rows = graph.rows();
    int mark = ++round;
    int size = 0;
    long grants = 0;
    long marks = 0;
    long weight = 0;
    int hops = 0;
    int nearest = -1;
    seen[source] = mark;
    queue[size++] = source;
    int levelEnd = 1;
    for (int head = 0; head < size; head++) {
      if (head == levelEnd) {
        levelEnd = size;
        hops++;
      }
      int node = queue[head];
      for (int at = rows.first(node); at < rows.end(node); at++) {
        int to = rows.target(at);
        if (seen[to] == mark) {
          continue;
        }
        seen[to] = mark;
        queue[size++] = to;
        int payload = graph.payload(to);
        grants += Tally.grants(payload);
        marks += Tally.marks(payload);
        weight += Tally.weight(payload);
        if (nearest < 0 && Tally.lower(marks) > 0) {
          nearest = hops + 1;
        }
      }
    }
    figures.sums(row, grants, marks, weight);
    figures.jewelHops(row, nearest);
  }
}
