package dev.firebreak.analytics.reach;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Breadth-first search over reach edges, forward (what a node reaches) or backward (what reaches
/// it). Each node is found with the fewest hops; of several last edges on shortest paths the one
/// with the smallest index is the witness, so that the same snapshot always gives the same path.
///
/// One walk can be started again and again; it keeps only its last search. Not for several threads.
public final class Walk {

  private final GraphSnapshot snapshot;
  private final boolean forward;
  private final int[] seen;
  private final int[] hops;
  private final int[] entry;
  private final int[] order;
  // The number of the last search, shared by all walks on these arrays.
  private final int[] rounds;
  private int round;
  private int size;

  private Walk(GraphSnapshot snapshot, boolean forward) {
    this.snapshot = snapshot;
    this.forward = forward;
    this.seen = new int[snapshot.nodeCount()];
    this.hops = new int[snapshot.nodeCount()];
    this.entry = new int[snapshot.nodeCount()];
    this.order = new int[snapshot.nodeCount()];
    this.rounds = new int[1];
  }

  private Walk(GraphSnapshot snapshot, Walk room) {
    this.snapshot = snapshot;
    this.forward = room.forward;
    this.seen = room.seen;
    this.hops = room.hops;
    this.entry = room.entry;
    this.order = room.order;
    this.rounds = room.rounds;
  }

  /// A walk through another snapshot with as many nodes, in the memory of this one: a search by
  /// either ends what the other found.
  public Walk on(GraphSnapshot other) {
    if (other.nodeCount() != seen.length) {
      throw new IllegalArgumentException("the snapshots have different nodes");
    }
    return new Walk(other, this);
  }

  /// A walk along the edges.
  public static Walk forward(GraphSnapshot snapshot) {
    return new Walk(snapshot, true);
  }

  /// A walk against the edges.
  public static Walk backward(GraphSnapshot snapshot) {
    return new Walk(snapshot, false);
  }

  /// Searches from `start`, forgetting the search before.
  public Walk from(int start) {
    return from(start, edge -> true);
  }

  /// Searches from `start` along those reach edges that `passes` accepts by index.
  public Walk from(int start, IntPredicate passes) {
    begin(start);
    for (int head = 0; head < size; head++) {
      int node = order[head];
      int next = hops[node] + 1;
      if (forward) {
        snapshot.forEachOut(node, edge -> visit(snapshot.to(edge), next, edge, passes));
      } else {
        snapshot.forEachIn(node, edge -> visit(snapshot.from(edge), next, edge, passes));
      }
    }
    return this;
  }

  /// Searches until so many nodes are found that are wanted. What else is found is not all there
  /// is.
  ///
  /// @param passes along which edges, by index
  /// @param wanted which nodes are counted; the start counts, too
  /// @return how many were found, `most` at most
  public int count(int start, IntPredicate passes, IntPredicate wanted, int most) {
    begin(start);
    int counted = wanted.test(start) ? 1 : 0;
    for (int head = 0, tested = 1; head < size && counted < most; head++) {
      int node = order[head];
      int next = hops[node] + 1;
      if (forward) {
        snapshot.forEachOut(node, edge -> visit(snapshot.to(edge), next, edge, passes));
      } else {
        snapshot.forEachIn(node, edge -> visit(snapshot.from(edge), next, edge, passes));
      }
      for (; tested < size && counted < most; tested++) {
        counted += wanted.test(order[tested]) ? 1 : 0;
      }
    }
    return counted;
  }

  private void begin(int start) {
    round = ++rounds[0];
    size = 0;
    enter(start, 0, -1);
  }

  /// The nodes found, the start first, then by rising hops.
  public IntStream nodes() {
    return IntStream.range(0, size).map(i -> order[i]);
  }

  /// Whether the last search found `node`; the start is found.
  public boolean found(int node) {
    return seen[node] == round;
  }

  /// The fewest edges between the start and `node`, 0 for the start itself.
  ///
  /// @throws IllegalArgumentException if `node` was not found
  public int hops(int node) {
    require(node);
    return hops[node];
  }

  /// The edges of the witness path in walking order, from the start to `node`, or for a backward
  /// walk from `node` to the start.
  ///
  /// @throws IllegalArgumentException if `node` was not found
  public List<Integer> edges(int node) {
    require(node);
    List<Integer> edges = new ArrayList<>();
    int at = node;
    while (entry[at] >= 0) {
      edges.add(entry[at]);
      Edge edge = snapshot.edge(entry[at]);
      at = forward ? edge.from() : edge.to();
    }
    return forward ? edges.reversed() : edges;
  }

  /// The witness path of a forward walk from its start to `node`.
  ///
  /// @throws IllegalArgumentException if `node` was not found
  public AccessPath pathTo(int node, String title, String note) {
    return AccessPath.along(snapshot, title, note, order[0], edges(node));
  }

  private void visit(int node, int distance, int edge, IntPredicate passes) {
    if (!passes.test(edge)) {
      return;
    }
    if (seen[node] != round) {
      enter(node, distance, edge);
    } else if (hops[node] == distance && edge < entry[node]) {
      entry[node] = edge;
    }
  }

  private void enter(int node, int distance, int edge) {
    seen[node] = round;
    hops[node] = distance;
    entry[node] = edge;
    order[size++] = node;
  }

  private void require(int node) {
    if (!found(node)) {
      throw new IllegalArgumentException(
          snapshot.key(node) + " is not reached from " + snapshot.key(order[0]));
    }
  }
}
