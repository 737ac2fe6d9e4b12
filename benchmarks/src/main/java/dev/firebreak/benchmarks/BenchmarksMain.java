package dev.firebreak.benchmarks;

import dev.firebreak.benchmarks.attribution.AttributionBenchmark;
import dev.firebreak.benchmarks.gate.GateBenchmark;
import dev.firebreak.benchmarks.harvest.HarvestBenchmark;
import dev.firebreak.benchmarks.harvest.PageServer;
import dev.firebreak.benchmarks.journal.JournalBenchmark;
import dev.firebreak.benchmarks.load.LoadBenchmark;
import dev.firebreak.benchmarks.plan.PlanBenchmark;
import dev.firebreak.benchmarks.radius.IncrementalBenchmark;
import dev.firebreak.benchmarks.radius.RadiusBenchmark;
import dev.firebreak.benchmarks.snapshot.SnapshotBenchmark;
import dev.firebreak.benchmarks.sod.SodBenchmark;
import dev.firebreak.benchmarks.whatif.CutPlanBenchmark;
import dev.firebreak.benchmarks.whatif.WhatIfBenchmark;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The entry point of `benchmarks/run`.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Compares ways to do the same, and checks that they agree.",
    synopsisSubcommandLabel = "BENCHMARK",
    subcommands = {
      HarvestBenchmark.class,
      SnapshotBenchmark.class,
      RadiusBenchmark.class,
      IncrementalBenchmark.class,
      SodBenchmark.class,
      WhatIfBenchmark.class,
      CutPlanBenchmark.class,
      PlanBenchmark.class,
      GateBenchmark.class,
      LoadBenchmark.class,
      AttributionBenchmark.class,
      JournalBenchmark.class,
      PageServer.class
    })
public final class BenchmarksMain {

  private BenchmarksMain() {}

  public static void main(String[] args) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    System.exit(new CommandLine(new BenchmarksMain()).execute(args));
  }
}
