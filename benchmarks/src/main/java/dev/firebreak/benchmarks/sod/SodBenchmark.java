package dev.firebreak.benchmarks.sod;

import dev.firebreak.analytics.blastradius.Engine;
import dev.firebreak.analytics.reach.ReachGraph;
import dev.firebreak.analytics.toxic.CompiledRules;
import dev.firebreak.analytics.toxic.FunctionColumns;
import dev.firebreak.analytics.toxic.SodRule;
import dev.firebreak.benchmarks.Comparison;
import dev.firebreak.benchmarks.Machine;
import dev.firebreak.benchmarks.graph.GeneratedGraph;
import dev.firebreak.benchmarks.graph.GraphOptions;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Every rule for every identity: columns of bits, beside the blast radius of the same graph,
/// against a search for each identity of a sample, and against Cypher where the graph is small.
@Command(
    name = "sod",
    mixinStandardHelpOptions = true,
    description = "Toxic combinations of everybody.")
public final class SodBenchmark implements Callable<Integer> {

  /// Rounds before the timed ones, until what is timed is no longer being compiled.
  private static final int WARM_UPS = 6;

  private static final String NAMES = "rules to nodes, by their names";
  private static final String COLUMNS = "every rule for everybody, bit columns";
  private static final String RADIUS = "blast radius of everybody, one thread";

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private GraphOptions options = new GraphOptions();

  @Option(names = "--functions", defaultValue = "400", description = "How many functions.")
  private int functions;

  @Option(names = "--rules", defaultValue = "500", description = "How many rules.")
  private int rules;

  @Option(names = "--rounds", defaultValue = "5", description = "Timed rounds.")
  private int rounds;

  @Option(
      names = "--sample",
      defaultValue = "2000",
      description = "How many identities are searched one by one.")
  private int sample;

  @Option(names = "--cypher", description = "Ask Cypher too; done anyway up to 10,000 identities.")
  private boolean cypher;

  private @Nullable CompiledRules compiled;
  private @Nullable FunctionColumns columns;
  private boolean correct = true;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    GraphSnapshot snapshot = options.draw(GeneratedGraph.Mode.BASE).snapshot();
    ReachGraph graph = ReachGraph.of(snapshot);
    DrawnRules drawn = DrawnRules.of(snapshot, functions, rules, options.seed());
    int[] everybody = snapshot.nodes(NodeKind.IDENTITY).toArray();
    out.printf(
        "sod: %,d identities, %,d nodes, %,d edges, %d functions, %d rules, seed %d, %d rounds%n",
        everybody.length,
        snapshot.nodeCount(),
        snapshot.edgeCount(),
        functions,
        rules,
        options.seed(),
        rounds);
    out.print(Machine.line());
    out.flush();
    Comparison comparison =
        new Comparison("every rule for every identity", everybody.length)
            .with(
                NAMES,
                () -> compiled = null,
                () -> compiled = new CompiledRules(snapshot, drawn.rules()))
            .with(
                COLUMNS,
                () -> columns = null,
                () -> {
                  columns = new FunctionColumns(graph, Objects.requireNonNull(compiled));
                  columns.counts();
                })
            .with(RADIUS, () -> {}, () -> correct &= Engine.of(graph, everybody, 1).isPresent());
    comparison.run(WARM_UPS, rounds).print(out);
    double radius = comparison.cpuMillis(RADIUS);
    double every = comparison.cpuMillis(COLUMNS);
    FunctionColumns found = Objects.requireNonNull(columns);
    List<Integer> counts = found.counts();
    out.printf(
        Locale.ROOT,
        "  columns take %.2f of the blast radius, %.2f with the names; %,d hits%n",
        every / radius,
        (every + comparison.cpuMillis(NAMES)) / radius,
        counts.stream().mapToLong(Integer::longValue).sum());
    brute(out, graph, drawn, everybody, found, every);
    if (cypher || options.identities() <= 10_000) {
      cypher(out, snapshot, drawn, counts, every);
    }
    out.printf("%ncorrect: %s%n", correct ? "yes" : "no");
    out.flush();
    return correct ? 0 : 1;
  }

  /// One by one, for a sample at equal distances, compared rule by rule.
  private void brute(
      PrintWriter out,
      ReachGraph graph,
      DrawnRules drawn,
      int[] everybody,
      FunctionColumns found,
      double columnsMillis)
      throws Exception {
    int size = Math.min(sample, everybody.length);
    PlainRules plain = new PlainRules(graph.rows(), drawn);
    List<BitSet> hits = new ArrayList<>();
    Comparison comparison =
        new Comparison("a search for each identity of a sample, then every rule", size)
            .with(
                "plain search",
                hits::clear,
                () -> {
                  for (int i = 0; i < size; i++) {
                    hits.add(plain.of(everybody[at(i, size, everybody.length)]));
                  }
                })
            .run(1, rounds);
    comparison.print(out);
    double all = comparison.cpuMillis("plain search") / size * everybody.length;
    out.printf(
        Locale.ROOT,
        "  for everybody %,.0f ms%s, %.0f times the columns%n",
        all,
        size < everybody.length ? " (extrapolated)" : "",
        all / columnsMillis);
    List<SodRule> all500 = drawn.rules().rules();
    for (int r = 0; r < all500.size(); r++) {
      long[] column = found.hits(all500.get(r));
      for (int i = 0; i < size; i++) {
        int identity = at(i, size, everybody.length);
        correct &= hits.get(i).get(r) == ((column[identity >> 6] >>> identity & 1) != 0);
      }
    }
  }

  private static int at(int i, int size, int all) {
    return (int) ((long) i * all / size);
  }

  private void cypher(
      PrintWriter out,
      GraphSnapshot snapshot,
      DrawnRules drawn,
      List<Integer> counts,
      double columnsMillis)
      throws Exception {
    try (CypherRules database = new CypherRules(snapshot, drawn)) {
      Comparison comparison =
          new Comparison("one join of all that everybody reaches", options.identities())
              .with("Cypher", () -> {}, () -> check(database.hits(), drawn, counts))
              .run(1, Math.min(rounds, 3));
      comparison.print(out);
      out.printf(
          Locale.ROOT,
          "  %.0f times the columns%n",
          comparison.cpuMillis("Cypher") / columnsMillis);
    }
  }

  private void check(Map<String, Long> hits, DrawnRules drawn, List<Integer> counts) {
    for (int r = 0; r < counts.size(); r++) {
      correct &=
          counts.get(r).longValue() == hits.getOrDefault(drawn.rules().rules().get(r).id(), 0L);
    }
  }
}
