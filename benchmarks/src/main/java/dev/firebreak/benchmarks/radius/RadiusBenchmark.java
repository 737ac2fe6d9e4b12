package dev.firebreak.benchmarks.radius;

import dev.firebreak.analytics.blastradius.Engine;
import dev.firebreak.analytics.blastradius.Figures;
import dev.firebreak.analytics.blastradius.PlainSearch;
import dev.firebreak.benchmarks.Comparison;
import dev.firebreak.benchmarks.graph.GeneratedGraph;
import dev.firebreak.benchmarks.graph.GraphOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The exact blast radius of every identity: the engine on one thread and on two against a
/// breadth-first search for each identity over the same arrays, where the graph is not too large
/// for them also against JGraphT and Cypher.
@Command(
    name = "radius",
    mixinStandardHelpOptions = true,
    description = "The blast radius of every identity.")
public final class RadiusBenchmark implements Callable<Integer> {

  private static final String ONE = "engine, 1 thread";
  private static final String TWO = "engine, 2 threads";
  private static final String PLAIN = "CSR search for each identity, 1 thread";
  private static final String JGRAPHT = "JGraphT, its iterator for each identity";
  private static final String CYPHER = "Cypher, all in one query, no hops";

  /// Rounds before the timed ones, until what a short round takes is no longer compiling.
  private static final int WARM_UPS = 10;

  private static final int JGRAPHT_UP_TO = 100_000;
  private static final int CYPHER_UP_TO = 10_000;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private GraphOptions options = new GraphOptions();

  @Option(names = "--rounds", defaultValue = "3", description = "Timed rounds.")
  private int rounds;

  @Option(
      names = "--mode",
      defaultValue = "BASE",
      description = "Which graph: ${COMPLETION-CANDIDATES}.")
  private GeneratedGraph.Mode mode = GeneratedGraph.Mode.BASE;

  private boolean correct = true;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    GeneratedGraph drawn = options.draw(mode);
    Population population = Population.of(drawn);
    population.print(out, "radius", mode, options.seed(), rounds);
    Figures expected = new PlainSearch(population.graph()).of(population.identities());
    out.printf("mean reach: %,.1f resources%n", mean(expected));
    Comparison comparison =
        new Comparison("blast radii of all identities", options.identities())
            .with(ONE, () -> {}, () -> check(engine(population, 1), expected))
            .with(TWO, () -> {}, () -> check(engine(population, 2), expected))
            .with(
                PLAIN,
                () -> {},
                () ->
                    check(
                        new PlainSearch(population.graph()).of(population.identities()), expected));
    if (options.identities() <= JGRAPHT_UP_TO) {
      JGraphTRadii jgrapht = new JGraphTRadii(population.graph());
      comparison.with(
          JGRAPHT, () -> {}, () -> correct &= jgrapht.agrees(expected, population.identities()));
    }
    if (options.identities() <= CYPHER_UP_TO) {
      try (CypherRadii cypher = new CypherRadii(drawn.snapshot())) {
        comparison.with(CYPHER, () -> {}, () -> correct &= cypher.agrees(cypher.sums()));
        comparison.run(WARM_UPS, rounds);
      }
    } else {
      comparison.run(options.identities() <= JGRAPHT_UP_TO ? WARM_UPS : 2, rounds);
    }
    comparison.print(out);
    out.printf(
        "wall time of one thread against two: %.2f%n",
        comparison.wallMillis(ONE) / comparison.wallMillis(TWO));
    out.printf(
        "quicker here: %s%n",
        comparison.cpuMillis(ONE) <= comparison.cpuMillis(PLAIN) ? ONE : PLAIN);
    out.printf("%ncorrect: %s%n", correct ? "yes" : "no");
    out.flush();
    return correct ? 0 : 1;
  }

  private static Figures engine(Population population, int threads) {
    return Engine.of(population.graph(), population.identities(), threads).orElseThrow();
  }

  private void check(Figures figures, Figures expected) {
    correct &= figures.equals(expected);
  }

  private static double mean(Figures figures) {
    long sum = 0;
    for (int row = 0; row < figures.size(); row++) {
      sum += figures.count(row);
    }
    return (double) sum / figures.size();
  }
}
