package dev.firebreak.web.cli;

import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The command `firebreak` and what it has in common with its subcommands.
@Command(
    name = "firebreak",
    mixinStandardHelpOptions = true,
    version = "Firebreak 0.1.0",
    description = "Who can reach what, which of it is dangerous or unused, and the smallest fix.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ServeCommand.class,
      HarvestCommand.class,
      ProbeCommand.class,
      AnalyseCommand.class,
      CutPlanCommand.class,
      ExplainChangeCommand.class,
      ExportCommand.class,
      WhatIfCommand.class,
      ChokePointsCommand.class,
      RulesCommand.class,
      RemediateCommand.class,
      PauseRemediationCommand.class,
      ResumeRemediationCommand.class,
      VerifyEvidenceCommand.class,
      EvidencePackCommand.class,
      RebuildProjectionCommand.class,
      RotateEvidenceKeyCommand.class,
      UserCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:done, and the answer is good",
      " 1:verify-evidence: the evidence was tampered with",
      " 2:command line, configuration or folder cannot be used; nothing was done",
      " 3:harvest: a source was not read completely or is in quarantine, nothing of it was removed; probe: a source did not answer, or a resource could not be restored; verify-evidence: the end is missing; role-mining: a set differs; cut-plan: the goal is not reached; remediate: a change was not verified",
      " 4:the graph database cannot be reached",
      " 5:another Firebreak process works on the data folder",
      " 6:serve, demo: the port is taken",
      "70:a fault of Firebreak itself",
      "130:stopped with Ctrl-C; a harvest ends in order, a source that was not read to its end loses nothing, and the next harvest continues there",
      "143:stopped with SIGTERM"
    })
public final class FirebreakCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--verbose",
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show the full cause of a failure.")
  private boolean verbose;

  boolean verbose() {
    return verbose;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Which command? The list is below.");
  }

  /// The command line, ready to execute; a caller may add subcommands of its own.
  public static CommandLine commandLine() {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    FirebreakCommand top = new FirebreakCommand();
    return new CommandLine(top)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Failures(top));
  }
}
