package dev.firebreak.benchmarks.whatif;

import dev.firebreak.analytics.cut.CutPlan;
import dev.firebreak.analytics.cut.CutPlanner;
import dev.firebreak.analytics.cut.CutRules;
import dev.firebreak.analytics.cut.EdgeUse;
import dev.firebreak.analytics.cut.RemovableEdges;
import dev.firebreak.analytics.cut.RemovalRules;
import dev.firebreak.analytics.cut.Spare;
import dev.firebreak.benchmarks.Comparison;
import dev.firebreak.benchmarks.Machine;
import dev.firebreak.benchmarks.graph.CarriedGraph;
import dev.firebreak.benchmarks.graph.GeneratedGraph;
import dev.firebreak.benchmarks.graph.GraphOptions;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The greedy cut plan that takes a share of all crown-jewel exposure. Every membership and grant
/// may be removed and none is used. What the plan says is left is held against a search against the
/// edges from each crown jewel.
@Command(
    name = "cut-plan",
    mixinStandardHelpOptions = true,
    description = "The changes that take most of all crown-jewel exposure.")
public final class CutPlanBenchmark implements Callable<Integer> {

  private static final String PLAN = "cut plan, 1 thread";

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private GraphOptions options = new GraphOptions();

  @Option(names = "--rounds", defaultValue = "1", description = "Timed rounds.")
  private int rounds;

  @Option(names = "--budget", defaultValue = "10", description = "The most changes.")
  private int budget;

  @Option(names = "--share", defaultValue = "90", description = "How much is to go, in percent.")
  private int share;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    GraphSnapshot snapshot = CarriedGraph.of(options.draw(GeneratedGraph.Mode.BASE).snapshot());
    out.printf(
        "cut-plan: %,d identities, %,d nodes, %,d edges, seed %d, -%d %% with %d changes%n",
        options.identities(),
        snapshot.nodeCount(),
        snapshot.edgeCount(),
        options.seed(),
        share,
        budget);
    out.print(Machine.line());
    CutRules rules =
        new CutRules(RemovalRules.OPEN, _ -> new EdgeUse(EdgeUse.Kind.UNUSED, "drawn so"));
    List<CutPlan> plans = new ArrayList<>();
    new Comparison("plans", 1)
        .with(
            PLAN,
            () -> {},
            () ->
                plans.add(
                    new CutPlanner(snapshot, rules)
                        .lower(
                            List.of(), List.of(), share / 100.0, budget, Spare.USED_AND_UNKNOWN)))
        .run(0, rounds)
        .print(out);
    CutPlan plan = plans.getLast();
    out.printf(
        "%s; %d changes take %.1f %% of the exposure%n",
        plan.method().words(), plan.changes().size(), 100 * plan.share());
    boolean correct = correct(snapshot, plan);
    out.printf("%ncorrect: %s%n", correct ? "yes" : "no");
    out.flush();
    return correct ? 0 : 1;
  }

  private static boolean correct(GraphSnapshot snapshot, CutPlan plan) {
    RemovableEdges removable = new RemovableEdges(snapshot, RemovalRules.OPEN);
    Set<Integer> gone = new HashSet<>();
    plan.changes().forEach(change -> gone.addAll(removable.edgesOf(change.removal())));
    return JewelExposure.of(snapshot, Set.of()) == plan.before().weight()
        && JewelExposure.of(snapshot, gone) == plan.after().weight();
  }
}
