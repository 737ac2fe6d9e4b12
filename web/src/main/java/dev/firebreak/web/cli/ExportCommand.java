package dev.firebreak.web.cli;

import dev.firebreak.analytics.run.FindingStore;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.export.Export;
import dev.firebreak.web.export.Export.Format;
import dev.firebreak.web.export.Moment;
import dev.firebreak.web.view.FindingSight;
import dev.firebreak.web.view.FindingsReader;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Write effective access, open findings or the history of access to standard output.",
      "access: identity, account, entitlement or group, hops, first and last edge.",
      "history: who had which membership or grant, granted when, removed when; an empty granted_at"
          + " is unknown, an empty removed_at is still there."
    })
final class ExportCommand implements Callable<Integer> {

  /// What can be exported.
  enum Subject {
    ACCESS,
    FINDINGS,
    HISTORY
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Parameters(paramLabel = "access|findings|history", description = "What to export.")
  private Subject subject = Subject.ACCESS;

  @Option(
      names = "--format",
      paramLabel = "csv|json",
      defaultValue = "csv",
      description = "csv (default) or json, one array.")
  private Format format = Format.CSV;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "history: a day or a time with its offset; the beginning when left out.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "history: a day or a time, itself not included; now when left out.")
  private @Nullable String to;

  @Option(
      names = "--identity",
      paramLabel = "KEY",
      description = "history: only of this identity, account or group.")
  private @Nullable String identity;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Firebreak firebreak = config.open()) {
      switch (subject) {
        case ACCESS -> Export.access(firebreak.snapshot(), format, out);
        case FINDINGS ->
            Export.findings(
                new FindingsReader(
                        new FindingStore(firebreak.graph(), firebreak.clock()),
                        firebreak.clock(),
                        FindingSight.WHOLE)
                    .open().stream(),
                format,
                out);
        case HISTORY -> history(firebreak, out);
      }
      out.flush();
      config.hintIfNeverHarvested(firebreak, spec.commandLine().getErr());
      return ExitCode.OK;
    }
  }

  private void history(Firebreak firebreak, PrintWriter out) {
    try {
      Export.history(
          firebreak.graph(),
          identity,
          from == null ? Instant.EPOCH : Moment.parse(from),
          to == null ? firebreak.clock().instant() : Moment.parse(to),
          format,
          out);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
