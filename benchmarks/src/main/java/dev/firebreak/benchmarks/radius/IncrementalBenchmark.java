package dev.firebreak.benchmarks.radius;

import dev.firebreak.analytics.blastradius.LiveRadii;
import dev.firebreak.analytics.blastradius.PlainSearch;
import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.reach.ReachGraph;
import dev.firebreak.benchmarks.graph.GeneratedGraph;
import dev.firebreak.benchmarks.graph.GraphOptions;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// One edge is taken away and put back, again and again: a membership of one account, and the
/// nesting of one group. Afterwards everything must be as a search for each says.
@Command(
    name = "incremental",
    mixinStandardHelpOptions = true,
    description = "Blast radii after single changes.")
public final class IncrementalBenchmark implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private GraphOptions options = new GraphOptions();

  @Option(names = "--edits", defaultValue = "200", description = "Edges taken away and put back.")
  private int edits;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    GeneratedGraph drawn = options.draw(GeneratedGraph.Mode.BASE);
    Population population = Population.of(drawn);
    population.print(out, "incremental", GeneratedGraph.Mode.BASE, options.seed(), edits);
    LiveRadii live = new LiveRadii(population.graph(), population.identities());
    out.printf(
        "%n  %-28s %12s %12s %12s %12s%n", "change", "median us", "p95 us", "max us", "sources");
    measure(out, live, drawn, NodeKind.ACCOUNT, "membership of an account");
    measure(out, live, drawn, NodeKind.GROUP, "nesting of a group");
    boolean correct = correct(live, population, drawn);
    out.printf("%ncorrect: %s%n", correct ? "yes" : "no");
    out.flush();
    return correct ? 0 : 1;
  }

  /// CPU time of this thread for each change; where everything is computed anew, other threads help
  /// and are not counted.
  private void measure(
      PrintWriter out, LiveRadii live, GeneratedGraph drawn, NodeKind from, String name) {
    int[] edges =
        IntStream.range(0, drawn.edgeCount())
            .filter(edge ->
                drawn.edgeKind(edge) == EdgeKind.MEMBER_OF && drawn.kind(drawn.from(edge)) == from)
            .toArray();
    SplittableRandom random = new SplittableRandom(options.seed());
    long[] nanos = new long[edits * 2];
    int[] sources = new int[edits * 2];
    for (int edit = 0; edit < edits; edit++) {
      int edge = edges[random.nextInt(edges.length)];
      long begun = cpu();
      sources[edit * 2] = live.remove(drawn.from(edge), drawn.to(edge)).sources();
      long between = cpu();
      sources[edit * 2 + 1] = live.add(drawn.from(edge), drawn.to(edge)).sources();
      nanos[edit * 2] = between - begun;
      nanos[edit * 2 + 1] = cpu() - between;
    }
    Arrays.sort(nanos);
    Arrays.sort(sources);
    out.printf(
        "  %-28s %,12.1f %,12.1f %,12.1f %,12d%n",
        name,
        nanos[edits] / 1e3,
        nanos[edits * 19 / 10] / 1e3,
        nanos[edits * 2 - 1] / 1e3,
        sources[edits]);
    out.flush();
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /// Takes away some nestings for good and compares every figure with a search for each.
  private boolean correct(LiveRadii live, Population population, GeneratedGraph drawn) {
    boolean[] gone = new boolean[drawn.edgeCount()];
    SplittableRandom random = new SplittableRandom(options.seed() + 1);
    for (int edit = 0; edit < 20; edit++) {
      int edge = random.nextInt(drawn.edgeCount());
      if (!gone[edge]) {
        gone[edge] = true;
        live.remove(drawn.from(edge), drawn.to(edge));
      }
    }
    ReachGraph left = population.graph().with(without(drawn, gone));
    return live.figures().equals(new PlainSearch(left).of(population.identities()));
  }

  private static Adjacency without(GeneratedGraph drawn, boolean[] gone) {
    int[] left = IntStream.range(0, gone.length).filter(edge -> !gone[edge]).toArray();
    return Adjacency.of(
        drawn.nodeCount(), left.length, i -> drawn.from(left[i]), i -> drawn.to(left[i]));
  }
}
