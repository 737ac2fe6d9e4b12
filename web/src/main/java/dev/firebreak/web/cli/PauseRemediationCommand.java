package dev.firebreak.web.cli;

import picocli.CommandLine.Command;

@Command(
    name = "pause-remediation",
    mixinStandardHelpOptions = true,
    description = {
      "Let no change be sent any more, by no run, until remediation is resumed; also after a restart.",
      "Works with the server running and without."
    })
final class PauseRemediationCommand extends BrakeCommand {

  PauseRemediationCommand() {
    super(true);
  }
}
