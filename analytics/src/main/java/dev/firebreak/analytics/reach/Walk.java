package dev.firebreak.analytics.reach;

import dev.firebreak.analytics.finding.AccessPath;
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
  private final Found found;
  private int search;

  private Walk(GraphSnapshot snapshot, boolean forward, Found found) {
    this.snapshot = snapshot;
    this.forward = forward;
    this.found = found;
  }

  /// A walk through another snapshot with as many nodes, in the memory of this one: a search by
  /// either ends what the other found.
  public Walk on(GraphSnapshot other) {
    if (other.nodeCount() != found.nodeCount()) {
      throw new IllegalArgumentException("the snapshots have different nodes");
    }
    return new Walk(other, forward, found);
  }

  /// A walk along the edges.
  public static Walk forward(GraphSnapshot snapshot) {
    return new Walk(snapshot, true, new Found(snapshot.nodeCount()));
  }

  /// A walk against the edges.
  public static Walk backward(GraphSnapshot snapshot) {
    return new Walk(snapshot, false, new Found(snapshot.nodeCount()));
  }

  /// Searches from `start`, forgetting the search before.
  public Walk from(int start) {
    return from(start, edge -> true);
  }

  /// Searches from `start` along those reach edges that `passes` accepts by index.
  public Walk from(int start, IntPredicate passes) {
    begin(start);
    for (int head = 0; head < found.size(); head++) {
      int node = found.node(head);
      int next = found.hops(head) + 1;
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
    for (int head = 0, tested = 1; head < found.size() && counted < most; head++) {
      int node = found.node(head);
      int next = found.hops(head) + 1;
      if (forward) {
        snapshot.forEachOut(node, edge -> visit(snapshot.to(edge), next, edge, passes));
      } else {
        snapshot.forEachIn(node, edge -> visit(snapshot.from(edge), next, edge, passes));
      }
      for (; tested < found.size() && counted < most; tested++) {
        counted += wanted.test(found.node(tested)) ? 1 : 0;
      }
    }
    return counted;
  }

  private void begin(int start) {
    search = found.clear();
    found.add(start, 0, -1);
  }

  /// The nodes found, the start first, then by rising hops.
  public IntStream nodes() {
    return IntStream.range(0, size()).map(found::node);
  }

  /// Whether the last search found `node`; the start is found.
  public boolean found(int node) {
    return size() > 0 && found.place(node) >= 0;
  }

  /// The fewest edges between the start and `node`, 0 for the start itself.
  ///
  /// @throws IllegalArgumentException if `node` was not found
  public int hops(int node) {
    return found.hops(place(node));
  }

  /// The edges of the witness path in walking order, from the start to `node`, or for a backward
  /// walk from `node` to the start.
  ///
  /// @throws IllegalArgumentException if `node` was not found
  public List<Integer> edges(int node) {
    List<Integer> edges = new ArrayList<>();
    int edge = found.entry(place(node));
    while (edge >= 0) {
      edges.add(edge);
      int before = forward ? snapshot.from(edge) : snapshot.to(edge);
      edge = found.entry(found.place(before));
    }
    return forward ? edges.reversed() : edges;
  }

  /// The witness path of a forward walk from its start to `node`.
  ///
  /// @throws IllegalArgumentException if `node` was not found
  public AccessPath pathTo(int node, String title, String note) {
    return AccessPath.along(snapshot, title, note, found.node(0), edges(node));
  }

  private void visit(int node, int distance, int edge, IntPredicate passes) {
    if (!passes.test(edge)) {
      return;
    }
    int place = found.place(node);
    if (place < 0) {
      found.add(node, distance, edge);
    } else if (found.hops(place) == distance && edge < found.entry(place)) {
      found.enterBy(place, edge);
    }
  }

  /// How many nodes are of the last search of this walk; none when another walk in the same memory
  /// searched since.
  private int size() {
    return search == found.search() ? found.size() : 0;
  }

  private int place(int node) {
    int place = size() == 0 ? Found.NONE : found.place(node);
    if (place < 0) {
      throw new IllegalArgumentException(
          snapshot.key(node) + " is not reached from " + snapshot.key(found.node(0)));
    }
    return place;
  }
}
