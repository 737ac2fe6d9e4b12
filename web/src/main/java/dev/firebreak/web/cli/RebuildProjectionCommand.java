package dev.firebreak.web.cli;

import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.work.Projection;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "rebuild-projection",
    mixinStandardHelpOptions = true,
    description = {
      "Make again from the evidence what the graph shows of it: runs, decisions on findings, links by",
      "hand and accepted drops. For a graph that was lost: harvest and analyse first, so that there is",
      "something that was decided on. With the server stopped."
    })
final class RebuildProjectionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Override
  public Integer call() throws IOException {
    try (Firebreak firebreak = config.open();
        EvidenceLog evidence = firebreak.openEvidence()) {
      Projection rebuilt = Projection.rebuild(firebreak, evidence);
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          "made again: runs %,d, decisions on findings %,d, links by hand %,d, accepted drops %,d%n",
          rebuilt.runs(), rebuilt.decisions(), rebuilt.links(), rebuilt.drops());
      if (rebuilt.unplaced() > 0) {
        out.printf(
            "left out, for the graph has no such finding or harvest: %,d%n", rebuilt.unplaced());
      }
      return ExitCode.OK;
    }
  }
}
