package dev.firebreak.benchmarks.plan;

import dev.firebreak.analytics.run.AnalysisInputs;
import dev.firebreak.analytics.run.AnalysisRules;
import dev.firebreak.analytics.unused.Usage;
import dev.firebreak.benchmarks.Comparison;
import dev.firebreak.benchmarks.Machine;
import dev.firebreak.benchmarks.graph.CarriedGraph;
import dev.firebreak.benchmarks.graph.GeneratedGraph;
import dev.firebreak.benchmarks.graph.GraphOptions;
import dev.firebreak.benchmarks.plan.Planning.Changes;
import dev.firebreak.benchmarks.plan.Planning.Frozen;
import dev.firebreak.benchmarks.plan.Planning.Predicted;
import dev.firebreak.benchmarks.sod.DrawnRules;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.remediation.plan.PlanningRules;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A plan of many changes, frozen: all of it but the what-if, against the what-if that predicts its
/// effect, and against predicting each change by a what-if of its own.
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = "What a plan of many changes takes beside its what-if.")
public final class PlanBenchmark implements Callable<Integer> {

  private static final double LIMIT_MILLIS = 2_000;
  private static final String PLAN = "plan without its what-if";
  private static final String CHANGES = "- may it go, and by which change";
  private static final String LOSING = "- who loses something";
  private static final String FROZEN = "- read, frozen, undo, JSON, hash";
  private static final String TOGETHER = "what-if of all changes together";
  private static final String SINGLE = "what-if of one change";
  private static final String ANALYSED = "what-if of one change by all analyses";

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private GraphOptions options = new GraphOptions();

  @Option(names = "--changes", defaultValue = "1000", description = "How many changes.")
  private int count;

  @Option(names = "--rounds", defaultValue = "3", description = "Timed rounds.")
  private int rounds;

  @Option(names = "--warm-ups", defaultValue = "1", description = "Untimed rounds before.")
  private int warmUps;

  @Option(names = "--functions", defaultValue = "40", description = "How many functions.")
  private int functions;

  @Option(names = "--rules", defaultValue = "50", description = "How many rules.")
  private int rules;

  @Option(
      names = "--alone",
      description = "Without the what-ifs: what the plan would close and open is left open.")
  private boolean alone;

  @Option(names = "--checks", defaultValue = "200", description = "Identities searched plainly.")
  private int checks;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    GraphSnapshot drawn = options.draw(GeneratedGraph.Mode.BASE).snapshot();
    AnalysisInputs inputs =
        new AnalysisInputs(
            Usage.none(),
            Set.of("directory"),
            List.of(),
            AnalysisRules.of(DrawnRules.of(drawn, functions, rules, options.seed()).rules()));
    GraphSnapshot snapshot = CarriedGraph.of(drawn);
    PlanningRules may = Planning.rules(snapshot, inputs);
    List<Integer> edges = DrawnEdges.of(snapshot, may.removal(), count, options.seed());
    Clock clock = Clock.fixed(GeneratedGraph.AS_OF, ZoneOffset.UTC);
    try (ServedResources sources = ServedResources.of(snapshot, edges, clock)) {
      out.printf(
          "plan: %,d changes, %,d identities, %,d nodes, %,d edges, %d rules, seed %d%n",
          count,
          options.identities(),
          snapshot.nodeCount(),
          snapshot.edgeCount(),
          rules,
          options.seed());
      out.printf("read over HTTP from this process: %s%n", sources.words());
      out.print(Machine.line());
      out.flush();
      return measure(out, snapshot, edges, new Planning(snapshot, inputs, sources, clock), may);
    }
  }

  private int measure(
      PrintWriter out,
      GraphSnapshot snapshot,
      List<Integer> edges,
      Planning planning,
      PlanningRules may)
      throws Exception {
    Set<Integer> all = new TreeSet<>(edges);
    Predicted predicted = alone ? Predicted.NOTHING : planning.whatIf(all);
    Changes changes = planning.changes(may, edges);
    Set<Integer> losing = planning.losing(all);
    List<Frozen> frozen = new ArrayList<>();
    Comparison comparison =
        new Comparison("changes", count)
            .with(PLAN, frozen::clear, () -> frozen.add(planning.plan(edges, predicted)))
            .with(CHANGES, () -> {}, () -> planning.changes(may, edges))
            .with(LOSING, () -> {}, () -> planning.losing(all))
            .with(FROZEN, () -> {}, () -> planning.frozen(may, changes, losing, predicted))
            .run(warmUps, rounds);
    comparison.print(out);
    Frozen plan = frozen.getLast();
    out.printf(
        "the plan: %,d KB, %,d findings closed, %,d opened, %,d identities lose something%n",
        plan.line().length() >> 10,
        predicted.closes().size(),
        predicted.opens().size(),
        plan.losing().size());
    boolean alike = alone || whatIfs(out, planning, all, comparison.cpuMillis(PLAN), count);
    out.printf(
        "%,.0f ms of CPU beyond the what-if at most: %s%n%n",
        LIMIT_MILLIS, comparison.cpuMillis(PLAN) <= LIMIT_MILLIS ? "yes" : "no");
    boolean correct =
        new PlanCheck(snapshot, edges, plan, out).holds(checks, options.seed()) && alike;
    out.printf("%ncorrect: %s%n", correct ? "yes" : "no");
    out.flush();
    return correct ? 0 : 1;
  }

  /// Whether what is judged anew and all analyses say the same.
  private static boolean whatIfs(
      PrintWriter out, Planning planning, Set<Integer> edges, double plan, int count)
      throws Exception {
    Set<Integer> one = Set.of(edges.iterator().next());
    Comparison whatIfs =
        new Comparison("what-ifs, after one untimed", 1)
            .with(TOGETHER, () -> {}, () -> planning.whatIf(edges))
            .with(SINGLE, () -> {}, () -> planning.whatIf(one))
            .with(ANALYSED, () -> {}, () -> planning.analysed(one))
            .run(0, 1);
    whatIfs.print(out);
    out.printf(
        Locale.ROOT,
        "each change by a what-if of its own against the plan with one what-if: %,.0f (reckoned)%n",
        whatIfs.cpuMillis(SINGLE) * count / (plan + whatIfs.cpuMillis(TOGETHER)));
    out.printf(
        Locale.ROOT,
        "all analyses of one change against its what-if: %,.1f%n",
        whatIfs.cpuMillis(ANALYSED) / whatIfs.cpuMillis(SINGLE));
    boolean alike =
        planning.whatIf(one).equals(planning.analysed(one))
            && planning.whatIf(edges).equals(planning.analysed(edges));
    out.printf("  %-50s %s%n", "what-ifs, by all analyses", alike ? "yes" : "no");
    return alike;
  }
}
