package dev.firebreak.demo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.cli.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every command says in one sentence what of its configuration cannot be used, and where that is.
class UnusableConfigurationTest {

  @TempDir private static Path folder;
  private static Site site;

  @BeforeAll
  static void harvestAndAnalyse() throws IOException {
    site = Site.open(folder);
  }

  @AfterAll
  static void close() throws IOException {
    site.close();
  }

  @Test
  void plainHttpThatNobodyAllowedIsFoundBeforeAnythingIsBegun() throws Exception {
    Path changed =
        site.variant(text -> text.replaceFirst(" *allow-http: true +# loopback only\n", ""));
    int line = 0;
    List<String> lines = Files.readAllLines(changed);
    for (int i = lines.size(); i > 0; i--) {
      line = lines.get(i - 1).contains("base-url: ") ? i : line;
    }
    for (String command : List.of("harvest", "serve", "analyse")) {
      assertThat(Site.on(changed, command).with(ExitCode.UNUSABLE).complaint())
          .startsWith(
              "firebreak: " + changed + ", line " + line + ": the base-url of source doorway")
          .contains("plain http", "Use https, or set allow-http: true");
    }
  }

  @Test
  void aDataFolderThatIsAFileIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("a-file"), "not a folder");
    Path changed = site.variant(text -> text.replace("data-dir: data", "data-dir: " + file));
    for (String command : List.of("serve", "harvest", "analyse")) {
      assertThat(Site.on(changed, command).with(ExitCode.UNUSABLE).complaint())
          .isEqualTo(
              "firebreak: The data-dir "
                  + file
                  + " is a file. Name a folder, or one that may be made.");
    }
    assertThat(Files.readString(file)).isEqualTo("not a folder");
  }

  @Test
  void anUnknownKeyIsNamedWithItsFileItsLineAndTheKnownKeys() throws Exception {
    Path changed = site.variant(text -> text.replace("unused-window-days:", "unused-window:"));
    int line = Files.readAllLines(changed).indexOf("  unused-window: 90") + 1;
    assertThat(Site.on(changed, "analyse").with(ExitCode.UNUSABLE).complaint())
        .contains(
            changed + ", line " + line + ": unknown key 'unused-window'",
            "Known here: radius-factor, risks, sod-rules, sod-rulesets, unused-window-days");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          unused-window-days: 90 | unused-window-days: ninety | 'ninety' is not a whole number
          enabled: true          | enabled: perhaps           | 'perhaps' is not true or false
          kind: directory        | kind: directry             | 'directry' is none of directory, appl
          kind: vault            | page-size: 7               | source strongroom has no kind
          max-changes: 25        | max-changes: [25]          | this must be a whole number
          never-touch: .*        | never-touch: break-glass   | this must be a list
          organisation: Larkspur | organisation: [Larkspur]   | this must be a single value
          bearer: file:          | bearer: none:              | env:NAME or file:PATH
          """)
  void aValueThatCannotBeIsNamedWithItsLine(String there, String put, String why) throws Exception {
    Path changed = site.variant(text -> text.replaceFirst(there, put));
    String line = "";
    List<String> lines = Files.readAllLines(changed);
    for (int i = lines.size(); i > 0; i--) {
      line = lines.get(i - 1).contains(put) ? Integer.toString(i) : line;
    }
    String where = why.contains("has no") ? ", line " : ", line " + line + ": ";
    assertThat(Site.on(changed, "analyse").with(ExitCode.UNUSABLE).complaint())
        .contains(changed + where, why)
        .doesNotContain("java.", "tools.jackson");
  }

  @Test
  void aConfigurationThatIsMissingOrNoYamlIsNamed() throws Exception {
    Path missing = folder.resolve("no-such.yaml");
    assertThat(Site.on(missing, "harvest").with(ExitCode.UNUSABLE).complaint())
        .isEqualTo(
            "firebreak: The configuration file " + missing + " does not exist or cannot be read.");
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "data-dir: [a\nsources: }\n");
    assertThat(Site.on(broken, "harvest").with(ExitCode.UNUSABLE).complaint())
        .contains(broken + ", line ");
    Path twice = Files.writeString(folder.resolve("twice.yaml"), "data-dir: a\ndata-dir: b\n");
    assertThat(Site.on(twice, "harvest").with(ExitCode.UNUSABLE).complaint())
        .contains(twice + ", line 2: ", "data-dir");
    Path empty = Files.writeString(folder.resolve("empty.yaml"), "");
    assertThat(Site.on(empty, "harvest").with(ExitCode.UNUSABLE).complaint())
        .isEqualTo("firebreak: The configuration file " + empty + " is empty.");
  }

  @Test
  void aRuleFileThatIsMissingOrBrokenIsNamed() throws Exception {
    Path missing = site.variant(text -> text.replace("sod-rules.yaml", "no-rules.yaml"));
    assertThat(Site.on(missing, "analyse").with(ExitCode.UNUSABLE).complaint())
        .contains("no-rules.yaml cannot be read");
    Path rules = site.config().resolveSibling("broken-rules.yaml");
    Files.writeString(
        rules,
        Files.readString(site.config().resolveSibling("sod-rules.yaml"))
            .replace("functions: [create-vendor, release-payment]", "functions: [create-vendor]"));
    Path broken = site.variant(text -> text.replace("sod-rules.yaml", "broken-rules.yaml"));
    assertThat(Site.on(broken, "analyse").with(ExitCode.UNUSABLE).complaint())
        .contains("broken-rules.yaml", "AP-03");
    Files.writeString(rules, "functions: []\nrisk: []\n");
    assertThat(Site.on(broken, "analyse").with(ExitCode.UNUSABLE).complaint())
        .contains("broken-rules.yaml", "risk");
    site.nothingIsLost();
  }

  @Test
  void aRuleFileIsCheckedWithItsTestsAndWithoutAConfiguration() throws Exception {
    Path rules = site.config().resolveSibling("sod-rules.yaml");
    assertThat(Ran.command("rules", "check", rules.toString()).with(ExitCode.OK).out())
        .contains("6 functions, 4 risks, 5 tests as expected");
    Path broken = site.config().resolveSibling("failing-rules.yaml");
    Files.writeString(
        broken, Files.readString(rules).replaceFirst("expect: no hit", "expect: hit"));
    assertThat(Ran.command("rules", "check", broken.toString()).with(ExitCode.UNUSABLE).out())
        .contains(
            "the test 'a clerk who creates vendors and approves orders' expects a hit of AP-03, and"
                + " there is none");
    assertThat(Ran.command("rules", "show", "pam").with(ExitCode.OK).out())
        .contains("ruleset: {id: pam,");
    assertThat(
            Site.on(
                    site.variant(text ->
                        text.replace("sod-rules: sod-rules.yaml", "sod-rulesets: [fiance]")),
                    "analyse")
                .with(ExitCode.UNUSABLE)
                .complaint())
        .contains("no SoD ruleset 'fiance' ships with Firebreak; there are finance,");
    site.nothingIsLost();
  }

  @Test
  void aGraphThatDoesNotAnswerIsNamed() throws Exception {
    int port = Site.freePort();
    Path changed =
        site.variant(text -> text.replaceFirst("uri: bolt://.*", "uri: bolt://127.0.0.1:" + port));
    assertThat(Site.on(changed, "analyse").with(ExitCode.UNAVAILABLE).complaint())
        .isEqualTo(
            "firebreak: No Neo4j answers at bolt://127.0.0.1:"
                + port
                + ". Is it running, and is graph.uri right?");
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Path changed = site.variant(text -> text.replace("port: 0", "port: " + taken.getLocalPort()));
      assertThat(Site.on(changed, "serve").with(ExitCode.PORT_IN_USE).complaint())
          .isEqualTo(
              "firebreak: port "
                  + taken.getLocalPort()
                  + " is taken. Set server.port to another, or stop what uses it.");
    }
  }

  @Test
  void aTakenPortIsNoticedBeforeAnythingIsOpened() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Path untouched = folder.resolve("untouched");
      Path changed =
          site.variant(text ->
              text.replace("port: 0", "port: " + taken.getLocalPort())
                  .replace("data-dir: data", "data-dir: " + untouched)
                  .replaceFirst("uri: bolt://.*", "uri: bolt://127.0.0.1:1"));
      Site.on(changed, "serve").with(ExitCode.PORT_IN_USE);
      assertThat(untouched).doesNotExist();
    }
  }

  @Test
  void aPortThatDoesNotExistAndAnAddressOfSomebodyElseAreNamed() throws Exception {
    Path port = site.variant(text -> text.replace("port: 0", "port: 99999"));
    assertThat(Site.on(port, "serve").with(ExitCode.UNUSABLE).complaint())
        .contains(port + ", line ", "port 99999 does not exist");
    Path address = site.variant(text -> text.replace("address: 127.0.0.1", "address: 192.0.2.1"));
    assertThat(Site.on(address, "serve").with(ExitCode.UNUSABLE).complaint())
        .contains("192.0.2.1 is no address of this machine");
  }

  @Test
  void aSourceThatIsNotDeclaredAndNoSourceAtAllAreSaid() throws Exception {
    assertThat(site.on("harvest", "--source", "nowhere").with(ExitCode.UNUSABLE).complaint())
        .isEqualTo("firebreak: The configuration declares no source nowhere.");
    Path none =
        Files.writeString(
            folder.resolve("none.yaml"),
            "data-dir: none\ngraph:\n  uri: " + SharedNeo4j.uri() + "\n");
    assertThat(Site.on(none, "harvest").with(ExitCode.UNUSABLE).complaint())
        .isEqualTo("firebreak: The configuration declares no sources to harvest.");
  }
}
