package dev.firebreak.analytics.blastradius;

import dev.firebreak.analytics.reach.LiveRows;
import dev.firebreak.analytics.reach.ReachGraph;
import java.util.Arrays;
import java.util.Optional;

/// The figures of many sources, kept true while single edges come and go. An edge changes only what
/// reaches its beginning: those sources are found by a search against the edges and counted anew.
/// Where they are many, everything is computed at once by the [Engine].
///
/// Not for several threads.
public final class LiveRadii {

  /// What one change took.
  ///
  /// @param sources whose figures were computed anew
  /// @param method how
  public record Change(int sources, Method method) {}

  private static final int ENGINE_SHARE = 50;

  private final ReachGraph graph;
  private final LiveRows out;
  private final LiveRows in;
  private final int[] sources;
  private final int[] rowOf;
  private final int[] seen;
  private final int[] queue;
  private int round;
  private Figures figures;

  /// @param sources the nodes to keep figures of, as for [Engine#of]
  public LiveRadii(ReachGraph graph, int[] sources) {
    this.graph = graph;
    this.out = new LiveRows(graph.rows());
    this.in = new LiveRows(graph.rows().reversed());
    this.sources = sources.clone();
    this.rowOf = new int[graph.nodeCount()];
    this.seen = new int[graph.nodeCount()];
    this.queue = new int[graph.nodeCount()];
    Arrays.fill(rowOf, -1);
    for (int row = 0; row < sources.length; row++) {
      rowOf[sources[row]] = row;
    }
    this.figures = full(graph);
  }

  /// What is true now, in the order of the sources. The next change may write into it.
  public Figures figures() {
    return figures;
  }

  /// Adds an edge; it may be parallel to others.
  public Change add(int from, int to) {
    out.add(from, to);
    in.add(to, from);
    return recount(from);
  }

  /// Removes one of the edges between two nodes.
  ///
  /// @throws IllegalArgumentException if there is none
  public Change remove(int from, int to) {
    out.remove(from, to);
    in.remove(to, from);
    return recount(from);
  }

  private Change recount(int from) {
    int[] affected = affected(from);
    if (sources.length >= Radii.ENGINE_FROM && affected.length > sources.length / ENGINE_SHARE) {
      figures = full(graph.with(out.rows()));
      return new Change(sources.length, Method.SHARED);
    }
    for (int row : affected) {
      count(row);
    }
    return new Change(affected.length, Method.PLAIN_SEARCH);
  }

  /// The rows of the sources that reach a node, itself among them.
  private int[] affected(int node) {
    int[] rows = new int[16];
    int found = 0;
    int size = start(node);
    for (int head = 0; head < size; head++) {
      int at = queue[head];
      if (rowOf[at] >= 0) {
        rows = found < rows.length ? rows : Arrays.copyOf(rows, found * 2);
        rows[found++] = rowOf[at];
      }
      int end = in.end(at);
      for (int position = in.first(at); position < end; position++) {
        size = visit(in.target(position), size);
      }
    }
    return Arrays.copyOf(rows, found);
  }

  private int start(int node) {
    seen[node] = ++round;
    queue[0] = node;
    return 1;
  }

  private int visit(int node, int size) {
    if (seen[node] == round) {
      return size;
    }
    seen[node] = round;
    queue[size] = node;
    return size + 1;
  }

  private void count(int row) {
    long grants = 0;
    long marks = 0;
    long weight = 0;
    int nearest = -1;
    int hops = 0;
    int size = start(sources[row]);
    int levelEnd = 1;
    for (int head = 0; head < size; head++) {
      if (head == levelEnd) {
        levelEnd = size;
        hops++;
      }
      int at = queue[head];
      if (head > 0) {
        int payload = graph.payload(at);
        grants += Tally.grants(payload);
        marks += Tally.marks(payload);
        weight += Tally.weight(payload);
        nearest = nearest < 0 && Tally.lower(marks) > 0 ? hops : nearest;
      }
      int end = out.end(at);
      for (int position = out.first(at); position < end; position++) {
        size = visit(out.target(position), size);
      }
    }
    figures.sums(row, grants, marks, weight);
    figures.jewelHops(row, nearest);
  }

  private Figures full(ReachGraph now) {
    Optional<Figures> shared = Engine.of(now, sources, Runtime.getRuntime().availableProcessors());
    return shared.orElseGet(() -> new PlainSearch(now).of(sources));
  }
}
