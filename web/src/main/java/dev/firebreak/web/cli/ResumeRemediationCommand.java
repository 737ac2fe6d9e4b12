package dev.firebreak.web.cli;

import picocli.CommandLine.Command;

@Command(
    name = "resume-remediation",
    mixinStandardHelpOptions = true,
    description = "Let changes be sent again after pause-remediation.")
final class ResumeRemediationCommand extends BrakeCommand {

  ResumeRemediationCommand() {
    super(false);
  }
}
