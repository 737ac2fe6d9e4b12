package dev.firebreak.benchmarks.graph;

import dev.firebreak.benchmarks.graph.GeneratedGraph.Mode;
import picocli.CommandLine.Option;

/// How large a generated graph is and what it is drawn from, as options of a benchmark.
public final class GraphOptions {

  @Option(names = "--identities", defaultValue = "100000", description = "How many identities.")
  private int identities;

  @Option(names = "--seed", defaultValue = "42", description = "What all is drawn from.")
  private long seed;

  /// How many identities the graph has.
  public int identities() {
    return identities;
  }

  /// What the graph, and all else of the benchmark, is drawn from.
  public long seed() {
    return seed;
  }

  /// Draws the graph.
  public GeneratedGraph draw(Mode mode) {
    return GeneratedGraph.of(identities, seed, mode);
  }
}
