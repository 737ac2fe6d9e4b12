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
  void aKeyInsideTheDataAndAWebhookInTheClearAreToldOf() throws IOException {
    assertThat(
            problems(
                """
                data-dir: data
                evidence:
                  key: data/keys/../evidence.pem
                  export: {folder: not-mounted, webhook: "http://audit.example/"}
                """))
        .hasSize(4)
        .anyMatch(line -> line.startsWith("line 3: the key data/keys/../evidence.pem would lie"))
        .anyMatch(line -> line.startsWith("line 4: the file not-mounted cannot be read"))
        .anyMatch(line -> line.startsWith("line 4: the webhook of the evidence is no https"));
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

  /// Faults of every kind, most of them in an entry that has others.
  private static final String ALL_AT_ONCE =
      """
      data-dir: data
      graph: {username: neo4j, pasword: "env:P"}
      server: {port: 70000, adress: 0.0.0.0}
      sources:
        - id: hr
          kind: directory
          base-url: https://hr.example/scim
          auth: {bearer: "env:T"}
          schedul: PT1H
          schedule: every full moon
          updates: "61 * * * *"
        - id: HR System
          kind: directry
          base-url: http://sys.example/scim
          auth: {bearer: "env:T", basic: {username: me}}
          page-size: none
          timeout: soon
          max-drop: 101
          resources: user
          colour: red
          schedule: PT0S
          scim: {attempts: 0, preset: netscape, ca-bundle: nowhere.pem}
        - kind: application
          page-size: 0
          allow-http: perhaps
          schedule: never
        - id: hr
          kind: vault
          base-url: ftp://vault.example/scim
          auth: {client-credentials: {token-url: "http://sso.example/t", client-id: me}}
          updates: often
        - id: files
          kind: application
          files: {all: a.csv}
          auth: {bearer: "plain-secret"}
          base-url: https://me:pw@files.example/
          max-drop: -1
      correlation:
        - {account: email}
        - {account: shoe-size, identity: email}
      sensitivity:
        - {name: Payroll, value: 101, source: nosuch}
        - {value: many, kind: account}
      usage:
        - {source: nosuch, from: yesterday, uses: u.csv}
        - {id: Events, source: none, push: {issuer: i, max-gap: PT0S, public-key: no.pem}}
        - {id: a, source: hr, push: {issuer: i, audience: a, secret: "env:K"}}
        - {id: a, source: hr, push: {issuer: i, audience: a, secret: "env:K"}}
      analysis: {unused-window-days: 0, radius-factor: wide, sod-rules: no-rules.yaml}
      remediation: {max-changes: 0, enabled: maybe, never-touch: all}
      """;

  @Test
  void noFaultHidesAnotherOfItsEntry() throws IOException {
    List<String> told = problems(ALL_AT_ONCE);
    assertThat(told.subList(1, told.size()))
        .zipSatisfy(
            List.of(
                "line 2: graph has no uri (bolt://, neo4j:// or neo4j+s://) (at graph).",
                "line 2: unknown key 'pasword' (at graph.pasword).",
                "line 3: port 70000 does not exist; use 1 to 65535, or 0 for any free one (at server).",
                "line 3: unknown key 'adress' (at server.adress).",
                "line 9: unknown key 'schedul' (at sources[0].schedul).",
                "line 10: source hr: schedule 'every full moon' is neither",
                "line 11: source hr: updates '61 * * * *' is neither",
                "line 12: a source id is lower-case letters, digits, '.', '_' and '-', but got 'HR System' (at sources[1]).",
                "line 13: 'directry' is none of directory, application, vault (at sources[1].kind).",
                "line 14: the base-url of source HR System is plain http, which sends its token in the clear",
                "line 15: basic has no password (at sources[1].auth.basic).",
                "line 15: auth needs one of bearer, basic and client-credentials, or a certificate, or one with a certificate (at sources[1].auth).",
                "line 16: 'none' is not a whole number (at sources[1].page-size).",
                "line 17: 'soon' is not a duration such as PT30S (at sources[1].timeout).",
                "line 18: source without-id: max-drop must be 0 to 100 (percent) (at sources[1]).",
                "line 19: this must be a list (at sources[1].resources).",
                "line 20: unknown key 'colour' (at sources[1].colour).",
                "line 21: source HR System: schedule must be a minute or more (at sources[1].schedule).",
                "line 22: 'netscape' is none of generic, entra, okta, cyberark, beyondtrust, delinea, salesforce, aws-identity-center, databricks, keycloak (at sources[1].scim.preset).",
                "line 22: attempts must be 1 to 10 (at sources[1].scim).",
                "line 22: the file nowhere.pem cannot be read (at sources[1].scim.ca-bundle).",
                "line 23: a source needs an id of lower-case letters, digits, '.', '_' and '-' (at sources[2]).",
                "line 23: source without-id has no base-url, and no files in its place (at sources[2]).",
                "line 23: source without-id has no auth (at sources[2]).",
                "line 24: source without-id: page-size must be 1 to 10000 (at sources[2]).",
                "line 25: 'perhaps' is not true or false (at sources[2].allow-http).",
                "line 26: source without id: schedule 'never' is neither",
                "line 27: two sources have the id hr.",
                "line 29: the base-url of source hr is no https address; it is written as https://host/scim/v2",
                "line 30: client-credentials has no client-secret (at sources[3].auth.client-credentials).",
                "line 30: the token-url of source hr is plain http, which sends its token in the clear",
                "line 31: source hr: updates 'often' is neither",
                "line 32: source files is read from files or over SCIM, not both: take out files or its base-url",
                "line 34: files: the file with all lists is JSON, and its name ends in .json (at sources[4].files).",
                "line 35: a secret is given as env:NAME or file:PATH, never as itself (at sources[4].auth.bearer).",
                "line 36: the base-url of source files carries a user name or password; give them in auth, as a reference to a secret",
                "line 37: source files: max-drop must be 0 to 100 (percent) (at sources[4]).",
                "line 39: a correlation rule needs both fields: identity is missing (at correlation[0]).",
                "line 40: 'shoe-size' is none of employee-number, external-id, email, user-name, linked, custom (at correlation[1].account).",
                "line 42: the value of 'Payroll' must be 0 to 100 (at sensitivity[0]).",
                "line 42: no source has the id nosuch (at sensitivity[0]).",
                "line 43: 'many' is not a whole number (at sensitivity[1].value).",
                "line 43: a sensitivity rule needs a name ('*' for any) (at sensitivity[1]).",
                "line 43: sensitivity is a property of entitlements, containers and privileged accounts, not of account (at sensitivity[1]).",
                "line 45: 'yesterday' is not a time such as 2026-01-31T08:00:00Z (at usage[0].from).",
                "line 45: a usage feed needs both files: uses and coverage",
                "line 45: no source has the id nosuch (at usage[0]).",
                "line 46: push: max-gap must be more than zero (at usage[1].push).",
                "line 46: push has no audience (at usage[1].push).",
                "line 46: a pushed usage feed has an id of lower-case letters, digits, '.', '_' and '-' (at usage[1]).",
                "line 46: the file no.pem cannot be read (at usage[1].push.public-key).",
                "line 46: no source has the id none (at usage[1]).",
                "line 48: two usage feeds have the id a.",
                "line 49: 'wide' is not a number (at analysis.radius-factor).",
                "line 49: unused-window-days must be at least 1 (at analysis).",
                "line 49: the file no-rules.yaml cannot be read (at analysis.sod-rules).",
                "line 50: 'maybe' is not true or false (at remediation.enabled).",
                "line 50: this must be a list (at remediation.never-touch).",
                "line 50: max-changes must be at least 1 (at remediation)."),
            (line, expected) -> assertThat(line).startsWith(expected));
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
        .anyMatch(line -> line.startsWith("line 2: a source needs an id of lower-case letters"))
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
