package dev.firebreak.web.view;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Every edge of a snapshot by its ends, also those that are no reach or do not hold now.
public final class Neighbours {

  private final GraphSnapshot snapshot;
  private final int[][] out;
  private final int[][] in;

  private Neighbours(GraphSnapshot snapshot, int[][] out, int[][] in) {
    this.snapshot = snapshot;
    this.out = out;
    this.in = in;
  }

  /// Sorts all edges of a snapshot by their ends.
  public static Neighbours of(GraphSnapshot snapshot) {
    int[] outCount = new int[snapshot.nodeCount()];
    int[] inCount = new int[snapshot.nodeCount()];
    for (int e = 0; e < snapshot.edgeCount(); e++) {
      outCount[snapshot.edge(e).from()]++;
      inCount[snapshot.edge(e).to()]++;
    }
    int[][] out = Arrays.stream(outCount).mapToObj(int[]::new).toArray(int[][]::new);
    int[][] in = Arrays.stream(inCount).mapToObj(int[]::new).toArray(int[][]::new);
    for (int e = snapshot.edgeCount() - 1; e >= 0; e--) {
      Edge edge = snapshot.edge(e);
      out[edge.from()][--outCount[edge.from()]] = e;
      in[edge.to()][--inCount[edge.to()]] = e;
    }
    return new Neighbours(snapshot, out, in);
  }

  /// The indexes of all edges that leave `node`.
  public IntStream out(int node) {
    return Arrays.stream(out[node]);
  }

  /// The indexes of all edges that enter `node`.
  public IntStream in(int node) {
    return Arrays.stream(in[node]);
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
    Edge edge = snapshot.edge(e);
    return edge.kind() == kind && edge.holdsAt(snapshot.asOf());
  }
}
