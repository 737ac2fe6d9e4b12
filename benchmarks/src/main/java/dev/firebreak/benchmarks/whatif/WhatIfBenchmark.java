package dev.firebreak.benchmarks.whatif;

import dev.firebreak.analytics.blastradius.Engine;
import dev.firebreak.analytics.blastradius.Figures;
import dev.firebreak.analytics.blastradius.PlainSearch;
import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.reach.ReachGraph;
import dev.firebreak.analytics.whatif.SingleRemovals;
import dev.firebreak.benchmarks.Comparison;
import dev.firebreak.benchmarks.graph.GeneratedGraph;
import dev.firebreak.benchmarks.graph.GraphOptions;
import dev.firebreak.benchmarks.radius.Population;
import dev.firebreak.graph.schema.NodeKind;
import java.io.PrintWriter;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.IntToLongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// All single removals in one pass against one removal at a time: a what-if of the costliest edge
/// by a search for each identity, and by the engine. The pass is held against removals of the
/// costliest and of some random nodes and edges, carried out by a search for each identity that
/// leads there; the costliest of large graphs by the engine, for everybody.
@Command(
    name = "whatif",
    mixinStandardHelpOptions = true,
    description = "What the removal of each node and edge would change.")
public final class WhatIfBenchmark implements Callable<Integer> {

  private static final String ONE = "all single removals, one pass, 1 thread";
  private static final String TWO = "all single removals, one pass, 2 threads";
  private static final String PLAIN = "one what-if, CSR search for each identity";
  private static final String WHOLE = "the same with the removal and the comparison";
  private static final String ENGINE = "one what-if, engine, 1 thread";

  /// So many identities at least are handled in a sample: the clock of the process ticks slowly.
  private static final int SAMPLE = 200_000;

  /// For more identities the costliest removals are checked by the engine.
  private static final int LARGE = 200_000;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private GraphOptions options = new GraphOptions();

  @Option(names = "--rounds", defaultValue = "3", description = "Timed rounds.")
  private int rounds;

  @Option(
      names = "--checks",
      defaultValue = "3",
      description = "Of how many random nodes, and edges, the removal is carried out.")
  private int checks;

  @Option(
      names = "--mode",
      defaultValue = "BASE",
      description = "Which graph: ${COMPLETION-CANDIDATES}.")
  private GeneratedGraph.Mode mode = GeneratedGraph.Mode.BASE;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Population population = Population.of(options.draw(mode));
    population.print(out, "whatif", mode, options.seed(), rounds);
    ReachGraph graph = population.graph();
    int[] sources = population.identities();
    SingleRemovals removals = SingleRemovals.of(graph, sources, 2);
    int node = best(graph.nodeCount(), removals::ofNode);
    int edge = best(graph.rows().edgeCount(), removals::ofEdge);
    out.printf(
        "candidates: %,d nodes, %,d edges; the costliest node carries %.1f %% of all weight, the"
            + " costliest edge %.1f %%%n",
        graph.nodeCount() - sources.length,
        graph.rows().edgeCount(),
        100.0 * removals.ofNode(node) / removals.total(),
        100.0 * removals.ofEdge(edge) / removals.total());
    ReachGraph after = Cuts.edge(graph, edge);
    Figures before = Engine.of(graph, sources, 2).orElseThrow();
    int times = Math.max(1, SAMPLE / sources.length);
    Comparison comparison =
        new Comparison("removals, each sample %d times".formatted(times), times)
            .with(ONE, () -> {}, repeat(times, () -> SingleRemovals.of(graph, sources, 1)))
            .with(TWO, () -> {}, repeat(times, () -> SingleRemovals.of(graph, sources, 2)))
            .with(PLAIN, () -> {}, repeat(times, () -> new PlainSearch(after).of(sources)))
            .with(
                WHOLE,
                () -> {},
                repeat(times, () -> Cuts.loss(before, Cuts.edge(graph, edge), sources)))
            .with(
                ENGINE,
                () -> {},
                repeat(times, () -> Cuts.total(Engine.of(after, sources, 1).orElseThrow())))
            .run(sources.length > LARGE ? 1 : 4, rounds);
    comparison.print(out);
    double candidates = graph.nodeCount() - sources.length + graph.rows().edgeCount();
    out.printf(
        "one pass against one what-if by search: %.2f, with removal and comparison: %.2f, against"
            + " one by the engine: %.2f%n",
        comparison.cpuMillis(ONE) / comparison.cpuMillis(PLAIN),
        comparison.cpuMillis(ONE) / comparison.cpuMillis(WHOLE),
        comparison.cpuMillis(ONE) / comparison.cpuMillis(ENGINE));
    out.printf(
        "each candidate in turn by the engine against one pass: %,.0f (reckoned)%n",
        comparison.cpuMillis(ENGINE) * candidates / comparison.cpuMillis(ONE));
    out.printf(
        "wall time of one thread against two: %.2f%n",
        comparison.wallMillis(ONE) / comparison.wallMillis(TWO));
    boolean correct = correct(out, population, before, removals, node, edge);
    out.printf("%ncorrect: %s%n", correct ? "yes" : "no");
    out.flush();
    return correct ? 0 : 1;
  }

  private static int best(int count, IntToLongFunction loss) {
    int best = 0;
    for (int at = 1; at < count; at++) {
      best = loss.applyAsLong(at) > loss.applyAsLong(best) ? at : best;
    }
    return best;
  }

  private static Comparison.Method repeat(int times, Comparison.Method method) {
    return () -> {
      for (int time = 0; time < times; time++) {
        method.run();
      }
    };
  }

  private boolean correct(
      PrintWriter out,
      Population population,
      Figures before,
      SingleRemovals removals,
      int node,
      int edge) {
    ReachGraph graph = population.graph();
    int[] sources = population.identities();
    Adjacency back = graph.rows().reversed();
    SplittableRandom random = new SplittableRandom(options.seed());
    boolean correct = Cuts.total(before) == removals.total();
    for (int check = 0; check <= checks; check++) {
      int someNode = check == 0 ? node : kernelNode(graph, removals, random);
      int someEdge = check == 0 ? edge : firstEdge(graph, removals, random);
      boolean engine = check == 0 && sources.length > LARGE;
      int[] ofNode = engine ? sources : Cuts.leading(back, sources, someNode);
      int[] ofEdge = engine ? sources : Cuts.leading(back, sources, Cuts.start(graph, someEdge));
      correct &=
          loss(graph, Cuts.node(graph, someNode), ofNode, engine)
              .equals(
                  new Cuts.Loss(removals.ofNode(someNode), removals.identitiesOfNode(someNode)));
      correct &=
          loss(graph, Cuts.edge(graph, someEdge), ofEdge, engine)
              .equals(
                  new Cuts.Loss(removals.ofEdge(someEdge), removals.identitiesOfEdge(someEdge)));
    }
    out.printf("carried out: the removals of %d nodes and %d edges%n", checks + 1, checks + 1);
    return correct;
  }

  private static Cuts.Loss loss(ReachGraph graph, ReachGraph left, int[] affected, boolean engine) {
    return engine
        ? Cuts.loss(
            Engine.of(graph, affected, 1).orElseThrow(), Engine.of(left, affected, 1).orElseThrow())
        : Cuts.loss(new PlainSearch(graph).of(affected), left, affected);
  }

  /// A node that costs something.
  private static int kernelNode(
      ReachGraph graph, SingleRemovals removals, SplittableRandom random) {
    int node = random.nextInt(graph.nodeCount());
    while (graph.kind(node) == NodeKind.IDENTITY || removals.ofNode(node) == 0) {
      node = random.nextInt(graph.nodeCount());
    }
    return node;
  }

  /// An edge that costs something, so that it is the first of parallel ones.
  private static int firstEdge(ReachGraph graph, SingleRemovals removals, SplittableRandom random) {
    Adjacency rows = graph.rows();
    int edge = random.nextInt(rows.edgeCount());
    while (removals.ofEdge(edge) == 0) {
      edge = random.nextInt(rows.edgeCount());
    }
    return edge;
  }
}
