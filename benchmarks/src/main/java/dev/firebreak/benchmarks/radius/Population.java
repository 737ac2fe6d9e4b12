package dev.firebreak.benchmarks.radius;

import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.reach.ReachGraph;
import dev.firebreak.benchmarks.Machine;
import dev.firebreak.benchmarks.graph.GeneratedGraph;
import java.io.PrintWriter;
import java.util.stream.IntStream;

/// A generated graph in the arrays that all methods start from.
///
/// @param identities the sources
@SuppressWarnings("ArrayRecordComponent") // shared, never compared
public record Population(ReachGraph graph, int[] identities) {

  /// Turns a drawn graph into arrays.
  public static Population of(GeneratedGraph drawn) {
    int nodes = drawn.nodeCount();
    short[] payload = new short[nodes];
    for (int node = 0; node < nodes; node++) {
      payload[node] =
          ReachGraph.payload(drawn.kind(node), drawn.sensitivity(node), drawn.crownJewel(node));
    }
    return new Population(
        new ReachGraph(Adjacency.of(nodes, drawn.edgeCount(), drawn::from, drawn::to), payload),
        IntStream.range(0, drawn.identities()).toArray());
  }

  /// Says what is measured, and on what.
  public void print(
      PrintWriter out, String benchmark, GeneratedGraph.Mode mode, long seed, int rounds) {
    out.printf(
        "%s: %,d identities, %,d nodes, %,d edges, %s, seed %d, %d rounds%n",
        benchmark,
        identities.length,
        graph.nodeCount(),
        graph.rows().edgeCount(),
        mode,
        seed,
        rounds);
    out.print(Machine.line());
    out.flush();
  }
}
