package dev.firebreak.web.cli;

import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.pack.EvidencePack;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.web.config.ConfigInvalid;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.report.PackReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "evidence-pack",
    mixinStandardHelpOptions = true,
    description = {
      "Write the evidence pack of a remediation run, which proves by itself what was found, planned,",
      "approved, sent and read back: a zip with a PDF in it. Needs the evidence and its key, no",
      "database; with the server stopped, else fetch it from the page of the run. Check it with",
      "verify-evidence --pack."
    })
final class EvidencePackCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Parameters(paramLabel = "RUN", description = "The run, for example R-12.")
  private String run = "";

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "Where to; evidence-RUN.zip when absent.")
  private @Nullable Path to;

  @Override
  public Integer call() throws IOException {
    try (EvidenceLog log = Firebreak.openEvidence(config.load(), Clock.systemUTC())) {
      Optional<byte[]> pack = EvidencePack.of(log, run, PackReport::pdf);
      if (pack.isEmpty()) {
        throw new ConfigInvalid("The evidence has no run %s.".formatted(run), null);
      }
      Path file = to == null ? Path.of("evidence-" + run + ".zip") : to;
      Files.write(file, pack.get());
      spec.commandLine().getErr().println("the evidence of run " + run + " is in " + file);
      return ExitCode.OK;
    } catch (RemediationRefused refused) {
      throw new ConfigInvalid(String.valueOf(refused.getMessage()), refused);
    }
  }
}
