package dev.firebreak.web.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "pause-remediation",
    mixinStandardHelpOptions = true,
    description = {
      "Let no change be sent any more, by no run, until remediation is resumed; also after a restart.",
      "Works with the server running and without."
    })
final class PauseRemediationCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for those who wonder and for an auditor.")
  private String reason = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    return Brake.pull(config.load(), true, reason, spec.commandLine().getOut());
  }
}
