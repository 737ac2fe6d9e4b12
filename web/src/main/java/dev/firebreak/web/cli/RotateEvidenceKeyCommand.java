package dev.firebreak.web.cli;

import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.note.VerifierKey;
import dev.firebreak.web.config.Firebreak;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "rotate-evidence-key",
    mixinStandardHelpOptions = true,
    description = {
      "Sign the evidence with a new key from here on. The old key signs the new one, which is kept as",
      "evidence, and is deleted."
    })
final class RotateEvidenceKeyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Override
  public Integer call() throws IOException {
    try (EvidenceLog log = Firebreak.openEvidence(config.load(), Clock.systemUTC())) {
      log.rotateKey("command line (" + System.getProperty("user.name") + ")");
      VerifierKey key = log.key().orElseThrow();
      PrintWriter out = spec.commandLine().getOut();
      out.println("fingerprint " + key.fingerprint());
      out.println("key " + key.text());
      return ExitCode.OK;
    }
  }
}
