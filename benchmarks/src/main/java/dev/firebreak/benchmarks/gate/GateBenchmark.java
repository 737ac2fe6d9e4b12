package dev.firebreak.benchmarks.gate;

import dev.firebreak.analytics.gate.Answer;
import dev.firebreak.analytics.gate.Gate;
import dev.firebreak.analytics.gate.Method;
import dev.firebreak.analytics.run.AnalysisInputs;
import dev.firebreak.analytics.run.AnalysisRules;
import dev.firebreak.analytics.unused.Usage;
import dev.firebreak.analytics.whatif.Change;
import dev.firebreak.analytics.whatif.WhatIf;
import dev.firebreak.benchmarks.Calls;
import dev.firebreak.benchmarks.Machine;
import dev.firebreak.benchmarks.graph.GeneratedGraph;
import dev.firebreak.benchmarks.graph.GraphOptions;
import dev.firebreak.benchmarks.sod.DrawnRules;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Single changes by the gate, which judges what they concern, against all analyses over the
/// changed graph, which the answers are compared with.
@Command(
    name = "gate",
    mixinStandardHelpOptions = true,
    description = "What a change would open and close, before it is made.")
public final class GateBenchmark implements Callable<Integer> {

  private static final int LISTED = 5;
  private static final double LIMIT_MILLIS = 50;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private GraphOptions options = new GraphOptions();

  @Option(names = "--functions", defaultValue = "40", description = "How many functions.")
  private int functions;

  @Option(names = "--rules", defaultValue = "50", description = "How many rules.")
  private int rules;

  @Option(names = "--calls", defaultValue = "200", description = "Timed calls of each kind.")
  private int calls;

  @Option(names = "--full", defaultValue = "2", description = "Full what-ifs of each kind.")
  private int full;

  private boolean correct = true;
  private boolean quick = true;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    GraphSnapshot snapshot = options.draw(GeneratedGraph.Mode.BASE).snapshot();
    DrawnRules drawn = DrawnRules.of(snapshot, functions, rules, options.seed());
    AnalysisInputs inputs =
        new AnalysisInputs(
            Usage.none(), Set.of("directory"), List.of(), AnalysisRules.of(drawn.rules()));
    out.printf(
        "gate: %,d identities, %,d nodes, %,d edges, %d functions, %d rules, seed %d, %d calls%n",
        snapshot.nodes(NodeKind.IDENTITY).count(),
        snapshot.nodeCount(),
        snapshot.edgeCount(),
        functions,
        rules,
        options.seed(),
        calls);
    out.print(Machine.line());
    Calls preparing = new Calls();
    Gate[] made = new Gate[1];
    preparing.time(() -> made[0] = Gate.of(snapshot, inputs));
    Gate gate = made[0];
    out.printf(
        Locale.ROOT,
        "prepared in %,.0f ms (CPU of the thread %,.0f); %,d findings%n%n",
        preparing.wallMillis(1),
        preparing.cpuMillis(1),
        gate.concluded().findings().size());
    out.printf(
        "%-14s %28s   %28s   %20s%n",
        "ms", "gate: wall median, p95, max", "CPU median, p95, max", "full: wall, CPU");
    DrawnChanges changes = new DrawnChanges(snapshot, options.seed());
    Map<String, Supplier<Change>> kinds = new LinkedHashMap<>();
    kinds.put("membership", changes::membership);
    kinds.put("nesting", changes::nesting);
    kinds.put("right", changes::right);
    kinds.put("deactivation", changes::deactivation);
    for (int round = 0; round < Math.min(60, calls); round++) {
      kinds.values().forEach(kind -> gate.answer(List.of(kind.get()), LISTED));
    }
    for (Map.Entry<String, Supplier<Change>> kind : kinds.entrySet()) {
      measure(out, gate, inputs, kind.getKey(), kind.getValue());
    }
    out.printf("%np95 under %.0f ms of wall time: %s%n", LIMIT_MILLIS, quick ? "yes" : "no");
    out.printf("%ncorrect: %s%n", correct ? "yes" : "no");
    out.flush();
    return correct ? 0 : 1;
  }

  private void measure(
      PrintWriter out, Gate gate, AnalysisInputs inputs, String name, Supplier<Change> kind)
      throws Exception {
    Calls single = new Calls();
    int whole = 0;
    for (int round = 0; round < calls; round++) {
      List<Change> change = List.of(kind.get());
      Answer[] answer = new Answer[1];
      single.time(() -> answer[0] = gate.answer(change, LISTED));
      whole += answer[0].method() == Method.FULL ? 1 : 0;
    }
    Calls all = new Calls();
    for (int round = 0; round < full; round++) {
      List<Change> change = List.of(kind.get());
      WhatIf[] expected = new WhatIf[1];
      all.time(() ->
          expected[0] =
              WhatIf.between(
                  gate.snapshot(),
                  gate.concluded(),
                  WhatIf.suppose(gate.snapshot(), change),
                  inputs));
      correct &= gate.answer(change, Integer.MAX_VALUE).outcome().equals(expected[0]);
    }
    quick &= single.wallMillis(0.95) < LIMIT_MILLIS;
    out.printf(
        Locale.ROOT,
        "%-14s %10.1f %8.1f %8.1f   %10.1f %8.1f %8.1f   %,10.0f %,9.0f%s%n",
        name,
        single.wallMillis(0.5),
        single.wallMillis(0.95),
        single.wallMillis(1),
        single.cpuMillis(0.5),
        single.cpuMillis(0.95),
        single.cpuMillis(1),
        all.wallMillis(0.5),
        all.cpuMillis(0.5),
        whole == 0 ? "" : "   %d of %d went through all".formatted(whole, calls));
    out.flush();
  }
}
