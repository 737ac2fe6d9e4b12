package dev.firebreak.demo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.cli.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the command line says of itself, and the commands that need no configuration.
class HelpTest {

  @TempDir private static Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"serve", "harvest", "analyse", "cut-plan", "export", "verify-evidence"})
  void everyCommandHelps(String command) {
    Ran ran = Ran.command(command, "--help").with(ExitCode.OK);
    assertThat(ran.out()).startsWith("Usage: firebreak " + command + " ").contains("--help");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void theWholeHelpNamesEveryCommandAndExitCode() {
    Ran ran = Ran.command("--help").with(ExitCode.OK);
    assertThat(ran.out())
        .contains("serve", "harvest", "analyse", "export", "verify-evidence", "Exit codes:");
    for (int code : List.of(0, 1, 2, 3, 4, 5, 6, 70, 130, 143)) {
      assertThat(ran.out()).containsPattern("(?m)^ *" + code + " ");
    }
  }

  @Test
  void theReadmeAndTheHelpListTheSameExitCodes() throws Exception {
    Map<String, String> readme = new LinkedHashMap<>();
    Matcher row =
        Pattern.compile("(?m)^\\| (\\d+) \\| (.*) \\|$")
            .matcher(Files.readString(Path.of("..", "README.md")));
    while (row.find()) {
      readme.put(row.group(1), row.group(2).replace("`", ""));
    }
    Map<String, String> help = new LinkedHashMap<>();
    dev.firebreak.web.cli.FirebreakCommand.commandLine()
        .getCommandSpec()
        .usageMessage()
        .exitCodeList()
        .forEach((code, meaning) -> help.put(code.strip(), meaning));
    assertThat(help).hasSizeGreaterThan(8).isEqualTo(readme);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no-such-command",
        "export",
        "cut-plan",
        "cut-plan --close T-1 --share 90",
        "export everything",
        "export access --format xml"
      })
  void aCommandLineThatCannotBeUnderstoodIsRefusedWithHelpOnStandardError(String line) {
    Ran ran = Ran.command(line.isEmpty() ? new String[0] : line.split(" ")).with(ExitCode.UNUSABLE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("firebreak");
  }

  @Test
  void verifyingEvidenceTellsIntactFromMissingFromUnusable() throws Exception {
    Path evidence = folder.resolve("evidence-to-verify");
    try (var log =
        dev.firebreak.remediation.evidence.EvidenceLog.open(
            evidence, java.time.Clock.systemUTC())) {
      for (int i = 0; i < 5; i++) {
        log.append(new dev.firebreak.remediation.evidence.Evidence.SignIn("ana", "signed in"));
      }
    }
    assertThat(verify(evidence).with(ExitCode.OK).out()).startsWith("Intact: 5 records, ");
    Path segment = evidence.resolve("evidence-000001.jsonl");
    List<String> lines = Files.readAllLines(segment);
    Files.write(segment, lines.subList(0, 3));
    assertThat(verify(evidence).with(ExitCode.INCOMPLETE).out())
        .startsWith("Incomplete: 3 records are intact; ");
    Files.write(segment, lines);
    Files.writeString(segment, Files.readString(segment).replaceFirst("signed in", "signed on"));
    assertThat(verify(evidence).with(ExitCode.TAMPERED).out())
        .startsWith("Tampered: record 1, in evidence-000001.jsonl at byte 0: ");
    assertThat(verify(folder.resolve("not-there")).with(ExitCode.UNUSABLE).out())
        .startsWith("Unusable: ");
    Path other = Files.createDirectories(folder.resolve("something-else"));
    Files.writeString(other.resolve("notes.txt"), "nothing", StandardOpenOption.CREATE_NEW);
    assertThat(verify(other).with(ExitCode.UNUSABLE).out()).contains("holds no evidence log");
  }

  @Test
  void aRotationAndAProofAreCheckedByWhatWasKeptElsewhere() throws Exception {
    Path config = folder.resolve("signed.yaml");
    Files.writeString(config, "data-dir: signed/data\n");
    Path evidence = folder.resolve("signed/data/evidence");
    Path saved = folder.resolve("saved.txt");
    Ran first = Ran.command("rotate-evidence-key", "--config", config.toString()).with(ExitCode.OK);
    String key =
        first.out().lines().filter(line -> line.startsWith("key ")).findFirst().orElseThrow();
    Files.copy(evidence.resolve("CHECKPOINT"), saved);
    Ran.command("rotate-evidence-key", "--config", config.toString()).with(ExitCode.OK);
    Path proof = folder.resolve("proof.json");
    Ran verified =
        Ran.command(
                "verify-evidence",
                evidence.toString(),
                "--key",
                key.substring(4),
                "--checkpoint",
                saved.toString(),
                "--record",
                "2",
                "--to",
                proof.toString(),
                "--format",
                "json")
            .with(ExitCode.OK);
    assertThat(verified.out())
        .startsWith("{\"verdict\":\"intact\",\"exitCode\":0,")
        .contains("\"records\":3,", "\"covered\":3,");
    assertThat(
            Ran.command("verify-evidence", proof.toString(), "--checkpoint", saved.toString())
                .with(ExitCode.OK)
                .out())
        .startsWith("Proven: record 2, ");
    assertThat(
            Ran.command("verify-evidence", evidence.toString(), "--key", "nonsense+0+1")
                .with(ExitCode.UNUSABLE)
                .err())
        .contains("--key: it ");
    Files.writeString(saved, "nonsense");
    Ran.command("verify-evidence", evidence.toString(), "--checkpoint", saved.toString())
        .with(ExitCode.UNUSABLE);
    Files.delete(folder.resolve("signed/data-keys/evidence.pem"));
    assertThat(
            Ran.command("rotate-evidence-key", "--config", config.toString())
                .with(ExitCode.UNUSABLE)
                .err())
        .contains("is missing", "evidence.pem");
  }

  private static Ran verify(Path evidence) {
    return Ran.command("verify-evidence", evidence.toString());
  }
}
