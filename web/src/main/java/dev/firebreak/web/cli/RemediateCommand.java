package dev.firebreak.web.cli;

import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.run.ItemState;
import dev.firebreak.remediation.run.Run;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.view.SharedSnapshot;
import dev.firebreak.web.work.Operations;
import dev.firebreak.web.work.Remediations;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "remediate",
    mixinStandardHelpOptions = true,
    description = {
      "Carry out an approved plan here, with no server running, and tell what becomes of each change.",
      "A run that was interrupted is brought to its end instead."
    })
final class RemediateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Parameters(paramLabel = "RUN", description = "The plan, for example R-12.")
  private String run = "";

  @Option(names = "--quiet", description = "Tell only how it ended.")
  private boolean quiet;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    RunLines lines = new RunLines(run, quiet ? null : spec.commandLine().getErr());
    try (Firebreak firebreak = config.open();
        EvidenceLog evidence = firebreak.openEvidence()) {
      try (SharedSnapshot graph = new SharedSnapshot(firebreak::snapshot, firebreak.clock());
          Operations operations = new Operations(firebreak, evidence, graph::invalidate);
          Remediations remediations =
              new Remediations(firebreak, evidence, graph, operations, lines)) {
        remediations.recover();
        Run ended = remediations.carryOutNow(run, person());
        out.println(RunLines.sentence(ended));
        return isGood(ended) ? ExitCode.OK : ExitCode.INCOMPLETE;
      }
    }
  }

  private static String person() {
    return "command line (" + System.getProperty("user.name") + ")";
  }

  private static boolean isGood(Run run) {
    return run.items().stream()
        .allMatch(item -> item.state() == ItemState.VERIFIED || item.state() == ItemState.NOOP);
  }
}
