package dev.firebreak.web.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All that is wrong with a configuration is told at once, each with its line.
class ConfigProblemsTest {

  private static final String FAULTY =
      """
      data-dir: data
      organization: Larkspur
      server: {port: eighty}
      sources:
        - id: hr
          kind: directry
          page-size: 20000
          base-url: http://hr.example/scim
          auth: {bearer: "s3cr3t"}
        - id: ledger
          kind: application
          timeout: PT0S
          max-drop: 200
          files: {accounts: a.csv, all: b.json}
        - id: hr
          kind: vault
          base-url: https://vault.example/scim
          resources: [user, person, group, people]
          auth: {bearer: "env:T"}
          scim: {ca-bundle: nowhere.pem}
      usage:
        - {uses: uses.csv}
        - {uses: uses.csv, coverage: coverage.csv, since: 2026}
      analysis: {unused-window-days: ninety, sod-rules: no-rules.yaml}
      remediation: {enabled: perhaps, max-changes: [1]}
      """;

  @TempDir private Path folder;

  private List<String> problems(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("firebreak.yaml"), yaml);
    ConfigInvalid invalid = catchThrowableOfType(ConfigInvalid.class, () -> ConfigFile.load(file));
    return invalid
        .getMessage()
        .replace(folder + "/", "")
        .lines()
        .map(line -> line.strip().replace("firebreak.yaml, ", ""))
        .toList();
  }

  @Test
  void everyFaultIsToldWithItsLine() throws IOException {
    List<String> told = problems(FAULTY);
    assertThat(told.getFirst()).matches("firebreak.yaml has \\d+ problems:");
    assertThat(told.subList(1, told.size()))
        .zipSatisfy(
            List.of(
                "line 2: unknown key 'organization' (at organization). Known here: analysis, ",
                "line 3: 'eighty' is not a whole number (at server.port).",
                "line 6: 'directry' is none of directory, application, vault (at sources[0].kind).",
                "line 7: source hr: page-size must be 1 to 10000 (at sources[0]).",
                "line 8: the base-url of source hr is plain http",
                "line 9: a secret is given as env:NAME or file:PATH, never as itself",
                "line 12: source ledger: timeout must be more than zero (at sources[1]).",
                "line 13: source ledger: max-drop must be 0 to 100 (percent) (at sources[1]).",
                "line 14: files names either one file with all lists or a file for each list",
                "line 15: two sources have the id hr.",
                "line 18: 'person' is none of",
                "line 18: 'people' is none of",
                "line 20: the file nowhere.pem cannot be read (at sources[2].scim.ca-bundle).",
                "line 22: a usage feed needs both files",
                "line 23: unknown key 'since' (at usage[1].since).",
                "line 24: 'ninety' is not a whole number (at analysis.unused-window-days).",
                "line 24: the file no-rules.yaml cannot be read (at analysis.sod-rules).",
                "line 25: 'perhaps' is not true or false (at remediation.enabled).",
                "line 25: this must be a whole number (at remediation.max-changes)."),
            (line, expected) -> assertThat(line).startsWith(expected));
    assertThat(String.join("\n", told)).doesNotContain("s3cr3t", "java.", "tools.jackson");
  }

  @Test
  void oneFaultIsToldInOneLine() throws IOException {
    assertThat(problems("data-dir: data\nserver: {port: 99999}\n"))
        .containsExactly(
            "line 2: port 99999 does not exist; use 1 to 65535, or 0 for any free one (at"
                + " server).");
  }

  @Test
  void whatIsMissingIsToldBesideWhatIsWrong() throws IOException {
    assertThat(problems("sources:\n  - kind: directory\n    page-size: 0\nusage: none\n"))
        .anyMatch(line -> line.startsWith("line 1: data-dir is missing"))
        .anyMatch(line -> line.startsWith("line 2: a source id is lower-case letters"))
        .anyMatch(line -> line.startsWith("line 4: this must be a list (at usage)."));
  }

  @Test
  void aFeedOfASourceThatIsNotThereAndALimitOutOfRangeAreTold() throws IOException {
    assertThat(
            problems(
                """
                data-dir: data
                sources: []
                usage:
                  - {id: a, source: nosuch, push: {issuer: i, audience: a, secret: "env:K"}}
                """))
        .anyMatch(line -> line.startsWith("line 4: no source has the id nosuch"));
    assertThat(problems("data-dir: data\nanalysis: {unused-window-days: -1}\n"))
        .anyMatch(line -> line.startsWith("line 2: unused-window-days must be at least 1"));
  }

  @Test
  void aRiskThresholdOutOfRangeAWeightTooLargeAndAnUnknownKeyAreTold() throws IOException {
    assertThat(problems("data-dir: data\nanalysis:\n  risks:\n    privileged-sensitivity: 101\n"))
        .anyMatch(line ->
            line.contains("the sensitivity from which access is privileged must be 1 to 100"));
    assertThat(problems("data-dir: data\nanalysis:\n  risks:\n    weights: {crown-jewels: 0.99}\n"))
        .anyMatch(
            line -> line.contains("the weight crown-jewels must be from 0 to 0.95, not 0.99"));
    assertThat(problems("data-dir: data\nanalysis:\n  risks:\n    dormant-day: 30\n"))
        .anyMatch(line -> line.startsWith("line 4: unknown key 'dormant-day'"));
  }

  @Test
  void aSourceOfFilesAndFeedsThatArePushedAreUnderstood() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("firebreak.yaml"),
            """
            data-dir: data
            sources:
              - id: ledger
                kind: application
                files:
                  accounts: ledger/accounts.csv
                  grants: ledger/grants.json
                  columns: {accounts: {Kennung: id}}
            usage:
              - {uses: uses.jsonl, source: ledger, from: 2026-01-01T00:00:00Z, until: 2026-03-01T00:00:00Z}
              - {uses: trail, format: cloudtrail, source: ledger, covers: ["*"], from: 2026-01-01T00:00:00Z, until: 2026-03-01T00:00:00Z}
              - {id: ledger, source: ledger, push: {issuer: i, audience: a, secret: "env:K"}}
            """);
    FirebreakConfig config = ConfigFile.load(file);
    assertThat(config.sources().getFirst().address())
        .isEqualTo(
            folder.resolve("ledger/accounts.csv") + ", " + folder.resolve("ledger/grants.json"));
    assertThat(config.usage()).hasSize(3);
    assertThat(config.usage().get(1).uses()).isEqualTo(folder.resolve("trail"));
  }
}
