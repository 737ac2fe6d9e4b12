package dev.firebreak.web.cli;

import dev.firebreak.remediation.evidence.EvidenceVerifier;
import dev.firebreak.remediation.evidence.Verdict;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "verify-evidence",
    mixinStandardHelpOptions = true,
    description = {
      "Check an evidence folder without network, database or trust in Firebreak's other data.",
      "Exit code 0: intact; 1: tampered, with the record and the place; 2: not usable; 3: the end is missing."
    })
final class VerifyEvidenceCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "The folder that holds evidence-000001.jsonl.")
  private Path folder = Path.of(".");

  @Override
  public Integer call() {
    Verdict verdict = EvidenceVerifier.verify(folder);
    spec.commandLine().getOut().println(verdict.sentence());
    return verdict.exitCode();
  }
}
