package dev.firebreak.web.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "resume-remediation",
    mixinStandardHelpOptions = true,
    description = "Let changes be sent again after pause-remediation.")
final class ResumeRemediationCommand implements Callable<Integer> {

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
    return Brake.pull(config.load(), false, reason, spec.commandLine().getOut());
  }
}
