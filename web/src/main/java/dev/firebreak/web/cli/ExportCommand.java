package dev.firebreak.web.cli;

import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.export.Export;
import dev.firebreak.web.export.Export.Format;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Write effective access or open findings to standard output.",
      "access: identity, account, entitlement or group, hops, first and last edge."
    })
final class ExportCommand implements Callable<Integer> {

  /// What can be exported.
  enum Subject {
    ACCESS,
    FINDINGS
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Parameters(paramLabel = "access|findings", description = "What to export.")
  private Subject subject = Subject.ACCESS;

  @Option(
      names = "--format",
      paramLabel = "csv|json",
      defaultValue = "csv",
      description = "csv (default) or json, one array.")
  private Format format = Format.CSV;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Firebreak firebreak = config.open()) {
      switch (subject) {
        case ACCESS -> Export.access(firebreak.snapshot(), format, out);
        case FINDINGS -> Export.findings(firebreak.graph(), format, out);
      }
      out.flush();
      config.hintIfNeverHarvested(firebreak, spec.commandLine().getErr());
      return ExitCode.OK;
    }
  }
}
