package dev.firebreak.web.view;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.stream.IntStream;

/// Every edge of a snapshot by its ends, also those that are no reach or do not hold now.
public final class Neighbours {

  private final GraphSnapshot snapshot;

  private Neighbours(GraphSnapshot snapshot) {
    this.snapshot = snapshot;
  }

  /// The edges of a snapshot by their ends.
  public static Neighbours of(GraphSnapshot snapshot) {
    return new Neighbours(snapshot);
  }

  /// The indexes of all edges that leave `node`.
  public IntStream out(int node) {
    return IntStream.range(snapshot.firstOut(node), snapshot.endOut(node));
  }

  /// The indexes of all edges that enter `node`.
  public IntStream in(int node) {
    return IntStream.range(snapshot.firstIn(node), snapshot.endIn(node)).map(snapshot::in);
  }

  /// The indexes of the edges of one kind that leave `node` and hold now.
  public IntStream out(int node, EdgeKind kind) {
    return out(node).filter(e -> holds(e, kind));
  }

  /// The indexes of the edges of one kind that enter `node` and hold now.
  public IntStream in(int node, EdgeKind kind) {
    return in(node).filter(e -> holds(e, kind));
  }

  private boolean holds(int e, EdgeKind kind) {
    return snapshot.edgeKind(e) == kind && snapshot.holds(e);
  }
}
