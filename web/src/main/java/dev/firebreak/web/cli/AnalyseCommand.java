package dev.firebreak.web.cli;

import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.web.config.Firebreak;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "analyse",
    mixinStandardHelpOptions = true,
    description =
        "Look for toxic combinations, unused entitlements, leavers, orphans and wide reach.")
final class AnalyseCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Firebreak firebreak = config.open()) {
      AnalysisRun run = firebreak.analyse();
      out.printf(
          "analysis %s: %,d nodes, %,d edges; %,d findings opened, %,d persist, %,d resolved; %,d ms%n",
          run.id(),
          run.nodes(),
          run.edges(),
          run.opened(),
          run.persisting(),
          run.resolved(),
          run.tookMillis());
      run.byKind().entrySet().stream()
          .sorted(java.util.Map.Entry.comparingByKey())
          .forEach(entry -> out.printf("  %,5d %s%n", entry.getValue(), entry.getKey().word()));
      return ExitCode.OK;
    }
  }
}
