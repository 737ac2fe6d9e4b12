package dev.firebreak.demo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.demo.larkspur.DemoFolder;
import dev.firebreak.demo.larkspur.Larkspur;
import dev.firebreak.demo.larkspur.LarkspurProviders;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.providers.fault.FaultyServer;
import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.cli.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command line as a script uses it, over Larkspur: exit codes, results on standard output
/// alone, one clear sentence for what is wrong, and nothing lost by any of it.
class CommandLineTest {

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private static Path folder;
  private static LarkspurProviders providers;
  private static FaultyServer ledgerone;
  private static Path config;
  private static int variants;
  private static Ran firstHarvest;
  private static Ran firstAnalysis;
  private static String access;
  private static String findings;

  @BeforeAll
  static void harvestAndAnalyse() throws Exception {
    SharedNeo4j.clear();
    Larkspur larkspur = Larkspur.generate(1, Instant.now());
    providers = LarkspurProviders.start(larkspur);
    ledgerone = FaultyServer.inFrontOf(providers.ledgerone(), new Fault.None());
    config = DemoFolder.write(folder.resolve("demo"), larkspur, providers, 0);
    Files.writeString(
        config,
        Files.readString(config)
                .replace(providers.ledgerone().baseUri().toString(), ledgerone.baseUri().toString())
                .replace(
                    providers.ledgerone().tokenUri().toString(), ledgerone.tokenUri().toString())
            + "\ngraph:\n  uri: "
            + SharedNeo4j.uri()
            + "\n");
    firstHarvest = on(config, "harvest").with(ExitCode.OK);
    firstAnalysis = on(config, "analyse").with(ExitCode.OK);
    access = on(config, "export", "access").with(ExitCode.OK).out();
    findings = on(config, "export", "findings").with(ExitCode.OK).out();
  }

  @AfterAll
  static void close() throws IOException {
    ledgerone.close();
    providers.close();
  }

  @BeforeEach
  void repair() {
    ledgerone.repair();
  }

  private static Ran on(Path file, String... command) {
    return Ran.command(
        Stream.concat(Stream.of(command), Stream.of("--config", file.toString()))
            .toArray(String[]::new));
  }

  /// A changed copy of the configuration beside it.
  private static Path variant(UnaryOperator<String> change) throws IOException {
    String before = Files.readString(config);
    String after = change.apply(before);
    assertThat(after).as("the variant differs").isNotEqualTo(before);
    variants++;
    return Files.writeString(config.resolveSibling("variant-" + variants + ".yaml"), after);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// What was harvested and found before is still there, and a new analysis says so, too.
  private static void nothingIsLost() {
    assertThat(on(config, "export", "access").with(ExitCode.OK).out()).isEqualTo(access);
    assertThat(on(config, "analyse").with(ExitCode.OK).out())
        .contains(" 0 findings opened, ", ", 0 resolved; ");
    assertThat(on(config, "export", "findings").with(ExitCode.OK).out()).isEqualTo(findings);
  }

  @Test
  void aHarvestSaysOneLineForEachSourceAndWhoseAccountsTheyAre() {
    assertThat(firstHarvest.outLines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("doorway: complete, 600 accounts, "),
            line -> assertThat(line).startsWith("ledgerone: complete, ").contains(" groups, "),
            line -> assertThat(line).startsWith("strongroom: complete, ").contains(", 40 safes, "),
            line -> assertThat(line).isEqualTo("600 identities; 1 account belongs to nobody"));
    assertThat(firstHarvest.err())
        .contains("doorway /Users: 600 of 600")
        .as("every rule of the demo matches something")
        .doesNotContain("sensitivity: ");
  }

  @Test
  void anAnalysisSaysWhatItFoundByKind() {
    assertThat(firstAnalysis.out())
        .contains(" findings opened, 0 persist, 0 resolved; ")
        .contains("1 leaver with access\n", "1 orphaned account\n", "8 unused entitlements\n")
        .contains("6 toxic combinations\n", "1 service account without owner\n", " blast radii\n");
    assertThat(firstAnalysis.err()).isEmpty();
  }

  @Test
  void oneSourceCanBeHarvestedAlone() {
    Ran ran = on(config, "harvest", "--source", "strongroom").with(ExitCode.OK);
    assertThat(ran.outLines()).hasSize(2);
    assertThat(ran.outLines().getFirst()).startsWith("strongroom: complete, ").endsWith("0 went");
    assertThat(ran.outLines().getFirst()).contains("; 0 came, ");
    nothingIsLost();
  }

  @Test
  void effectiveAccessIsExportedWithHopsAndTheFirstAndLastEdge() {
    List<String> lines = access.lines().toList();
    assertThat(lines.getFirst())
        .isEqualTo(
            "identity,identity_name,account,account_name,target,target_name,target_kind,hops,"
                + "first_edge,last_edge");
    assertThat(lines)
        .filteredOn(line -> line.contains(",Marta Okonjo,") && line.contains("ap.vendor.create"))
        .singleElement()
        .asString()
        .endsWith(
            ",ledgerone/Entitlement/ap.vendor.create,Create vendor,entitlement,4,"
                + "member of Vendor Night Desk,holds Create vendor");
    assertThat(lines)
        .filteredOn(line -> line.contains(",Marta Okonjo,") && line.contains("payment.release"))
        .singleElement()
        .asString()
        .endsWith(",9,member of Night-Batch-Cover,implies Release payment run");
    assertThat(lines).hasSizeGreaterThan(5_000).doesNotHaveDuplicates();
  }

  @Test
  void bothFormatsOfAnExportSayTheSame() {
    JsonNode json = JSON.readTree(on(config, "export", "access", "--format", "json").out());
    assertThat(json.isArray()).isTrue();
    Set<String> pairs = new HashSet<>();
    json.forEach(line ->
        pairs.add(
            line.get("account").asString()
                + ","
                + line.get("target").asString()
                + " "
                + line.get("hops").asInt()));
    assertThat(access.lines().skip(1).map(CommandLineTest::accountTargetAndHops))
        .hasSize(json.size())
        .allMatch(pairs::contains);

    JsonNode found = JSON.readTree(on(config, "export", "findings", "--format", "JSON").out());
    List<String> ids =
        found.valueStream().map(line -> line.get("id").asString()).collect(Collectors.toList());
    assertThat(findings.lines().skip(1).map(line -> line.split(",", 2)[0]))
        .containsExactlyElementsOf(ids);
    assertThat(found.valueStream().map(line -> line.get("rule").asString()))
        .contains("AP-03", "AP-07", "PO-01", "IT-01", "leaver", "orphan");
    assertThat(found.valueStream().map(line -> line.get("state").asString())).containsOnly("OPEN");
  }

  /// The names of Larkspur hold no comma, so that a line can be taken apart like this.
  private static String accountTargetAndHops(String line) {
    String[] cells = line.split(",", -1);
    assertThat(cells).as(line).hasSize(10);
    return cells[2] + "," + cells[4] + " " + cells[7];
  }

  @Test
  void aSensitivityRuleThatMatchesNothingIsNamedOnceEverythingWasRead() throws Exception {
    Path changed =
        variant(text ->
            text.replace(
                "sensitivity:\n",
                """
                sensitivity:
                  - {kind: entitlement, source: ledgerone, name: svc-ledger-root, value: 90, crown-jewel: true}
                """));
    assertThat(on(changed, "harvest", "--source", "ledgerone").with(ExitCode.OK).err())
        .as("a part of the sources says nothing of the rest")
        .doesNotContain("sensitivity: ");
    assertThat(on(changed, "harvest").with(ExitCode.OK).err())
        .containsOnlyOnce("sensitivity: ")
        .contains(
            "note: sensitivity: the rule for 'svc-ledger-root' matches no entitlement of ledgerone");
    nothingIsLost();
  }

  @Test
  void whatACommandPrintsIsNotLoggedAsWell() throws Exception {
    ledgerone.becomeAfter(3, new Fault.Unauthorized());
    Ran ran =
        Ran.process("harvest", "--source", "ledgerone", "--config", config.toString())
            .with(ExitCode.INCOMPLETE);
    assertThat(ran.out()).containsOnlyOnce("check the token of this source");
    assertThat(ran.err()).doesNotContain("check the token of this source", " WARN ");
  }

  @Test
  void plainHttpThatNobodyAllowedIsFoundBeforeAnythingIsBegun() throws Exception {
    Path changed = variant(text -> text.replaceFirst(" *allow-http: true +# loopback only\n", ""));
    int line = 0;
    List<String> lines = Files.readAllLines(changed);
    for (int i = lines.size(); i > 0; i--) {
      line = lines.get(i - 1).contains("base-url: ") ? i : line;
    }
    for (String command : List.of("harvest", "serve", "analyse")) {
      assertThat(on(changed, command).with(ExitCode.UNUSABLE).complaint())
          .startsWith(
              "firebreak: " + changed + ", line " + line + ": the base-url of source doorway")
          .contains("plain http", "Use https, or set allow-http: true");
    }
  }

  @Test
  void aDataFolderThatIsAFileIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("a-file"), "not a folder");
    Path changed = variant(text -> text.replace("data-dir: data", "data-dir: " + file));
    for (String command : List.of("serve", "harvest", "analyse")) {
      assertThat(on(changed, command).with(ExitCode.UNUSABLE).complaint())
          .isEqualTo(
              "firebreak: The data-dir "
                  + file
                  + " is a file. Name a folder, or one that may be made.");
    }
    assertThat(Files.readString(file)).isEqualTo("not a folder");
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(new Fault.AnswersHtml(), "text/html instead of a SCIM message"),
        Arguments.of(new Fault.CutsBody(), "broke off in the middle of its answer"),
        Arguments.of(new Fault.GarblesBody(), "JSON that stops in its middle"),
        Arguments.of(new Fault.RepeatsFirstPage(), "brought nothing new"),
        Arguments.of(new Fault.Unauthorized(), "check the token of this source"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aSourceThatMisbehavesInMidHarvestIsNamedAndNothingIsLost(Fault fault, String why) {
    ledgerone.becomeAfter(3, fault);
    Ran ran = on(config, "harvest", "--source", "ledgerone").with(ExitCode.INCOMPLETE);
    assertThat(ran.outLines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("ledgerone: INCOMPLETE, nothing was removed. ")
                    .contains("LedgerOne", why),
            line -> assertThat(line).isEqualTo("600 identities; 1 account belongs to nobody"));
    nothingIsLost();
  }

  @Test
  void anUnreachableSourceIsNamedAndTheOthersAreHarvested() throws Exception {
    String nowhere = "http://127.0.0.1:" + freePort() + "/scim/v2";
    Path changed =
        variant(text -> text.replace(providers.strongroom().baseUri().toString(), nowhere));
    Ran ran = on(changed, "harvest").with(ExitCode.INCOMPLETE);
    assertThat(ran.outLines().get(1)).startsWith("ledgerone: complete, ");
    assertThat(ran.outLines().get(2))
        .startsWith("strongroom: INCOMPLETE, nothing was removed. ")
        .contains("Strongroom", "could not connect", nowhere);
    nothingIsLost();
  }

  @Test
  void aWrongTokenIsNamedAndNeverShown() throws Exception {
    String wrong = "wrong-token-that-nobody-may-see";
    Path file = Files.writeString(folder.resolve("wrong-token"), wrong);
    Path changed = variant(text -> text.replaceAll("file:.*/strongroom-token", "file:" + file));
    Ran ran = on(changed, "harvest").with(ExitCode.INCOMPLETE);
    assertThat(ran.outLines().get(2))
        .startsWith("strongroom: INCOMPLETE, nothing was removed. ")
        .contains("answered 401", "check the token of this source");
    assertThat(ran.out() + ran.err()).doesNotContain(wrong);
    nothingIsLost();
  }

  @Test
  void aSecretThatIsNotSetConcernsItsSourceAlone() throws Exception {
    Path changed =
        variant(text ->
            text.replaceAll("file:.*/strongroom-token", "env:FIREBREAK_TEST_SECRET_NOBODY_SETS"));
    Ran ran = on(changed, "harvest").with(ExitCode.INCOMPLETE);
    assertThat(ran.outLines().get(1)).startsWith("ledgerone: complete, ");
    assertThat(ran.outLines().get(2))
        .startsWith("strongroom: INCOMPLETE, nothing was removed. ")
        .contains("the environment variable FIREBREAK_TEST_SECRET_NOBODY_SETS is not set");
    nothingIsLost();
  }

  @Test
  void anUnknownKeyIsNamedWithItsFileItsLineAndTheKnownKeys() throws Exception {
    Path changed = variant(text -> text.replace("unused-window-days:", "unused-window:"));
    int line = Files.readAllLines(changed).indexOf("  unused-window: 90") + 1;
    assertThat(on(changed, "analyse").with(ExitCode.UNUSABLE).complaint())
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
    Path changed = variant(text -> text.replaceFirst(there, put));
    String line = "";
    List<String> lines = Files.readAllLines(changed);
    for (int i = lines.size(); i > 0; i--) {
      line = lines.get(i - 1).contains(put) ? Integer.toString(i) : line;
    }
    String where = why.contains("has no") ? ", line " : ", line " + line + ": ";
    assertThat(on(changed, "analyse").with(ExitCode.UNUSABLE).complaint())
        .contains(changed + where, why)
        .doesNotContain("java.", "tools.jackson");
  }

  @Test
  void aConfigurationThatIsMissingOrNoYamlIsNamed() throws Exception {
    Path missing = folder.resolve("no-such.yaml");
    assertThat(on(missing, "harvest").with(ExitCode.UNUSABLE).complaint())
        .isEqualTo(
            "firebreak: The configuration file " + missing + " does not exist or cannot be read.");
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "data-dir: [a\nsources: }\n");
    assertThat(on(broken, "harvest").with(ExitCode.UNUSABLE).complaint())
        .contains(broken + ", line ");
    Path twice = Files.writeString(folder.resolve("twice.yaml"), "data-dir: a\ndata-dir: b\n");
    assertThat(on(twice, "harvest").with(ExitCode.UNUSABLE).complaint())
        .contains(twice + ", line 2: ", "data-dir");
    Path empty = Files.writeString(folder.resolve("empty.yaml"), "");
    assertThat(on(empty, "harvest").with(ExitCode.UNUSABLE).complaint())
        .isEqualTo("firebreak: The configuration file " + empty + " is empty.");
  }

  @Test
  void aRuleFileThatIsMissingOrBrokenIsNamed() throws Exception {
    Path missing = variant(text -> text.replace("sod-rules.yaml", "no-rules.yaml"));
    assertThat(on(missing, "analyse").with(ExitCode.UNUSABLE).complaint())
        .contains("no-rules.yaml cannot be read");
    Path rules = config.resolveSibling("broken-rules.yaml");
    Files.writeString(
        rules,
        Files.readString(config.resolveSibling("sod-rules.yaml"))
            .replace("functions: [create-vendor, release-payment]", "functions: [create-vendor]"));
    Path broken = variant(text -> text.replace("sod-rules.yaml", "broken-rules.yaml"));
    assertThat(on(broken, "analyse").with(ExitCode.UNUSABLE).complaint())
        .contains("broken-rules.yaml", "AP-03");
    Files.writeString(rules, "functions: []\nrisk: []\n");
    assertThat(on(broken, "analyse").with(ExitCode.UNUSABLE).complaint())
        .contains("broken-rules.yaml", "risk");
    nothingIsLost();
  }

  @Test
  void whatIfIsAskedOfAFileAndChokePointsOfTheGraph() throws Exception {
    JsonNode points =
        JSON.readTree(on(config, "choke-points", "--limit", "3", "--format", "json").out());
    assertThat(points.get("edges")).hasSize(3);
    JsonNode edge = points.get("edges").get(0);
    assertThat(on(config, "choke-points", "--limit", "3").with(ExitCode.OK).out())
        .contains("all blast radii together", edge.at("/from/key").asString());

    Path question = config.resolveSibling("what-if.yaml");
    Files.writeString(
        question,
        """
        remove:
          - kind: %s
            from: "%s"
            to: "%s"
        """
            .formatted(
                edge.get("kind").asString(),
                edge.at("/from/key").asString(),
                edge.at("/to/key").asString()));
    JsonNode outcome =
        JSON.readTree(on(config, "what-if", question.toString(), "--format", "json").out());
    assertThat(outcome.get("radiusTotal").asLong() - outcome.get("radiusTotalAfter").asLong())
        .isEqualTo(edge.get("loss").asLong());
    assertThat(on(config, "what-if", question.toString()).with(ExitCode.OK).out())
        .contains("identities would reach other resources", "findings would close");

    Files.writeString(question, "remove:\n  - kind: HOLDS\n    from: a/User/1\n    to: a/Role/1\n");
    assertThat(on(config, "what-if", question.toString()).with(ExitCode.UNUSABLE).complaint())
        .contains(
            "what-if.yaml, line 3 (/remove/0/from)", "There is no node with the key a/User/1");
    Files.writeString(question, "remove: []\nredo: []\n");
    assertThat(on(config, "what-if", question.toString()).with(ExitCode.UNUSABLE).complaint())
        .contains("line 2", "redo");
    nothingIsLost();
  }

  @Test
  void aRuleFileIsCheckedWithItsTestsAndWithoutAConfiguration() throws Exception {
    Path rules = config.resolveSibling("sod-rules.yaml");
    assertThat(Ran.command("rules", "check", rules.toString()).with(ExitCode.OK).out())
        .contains("6 functions, 4 risks, 5 tests as expected");
    Path broken = config.resolveSibling("failing-rules.yaml");
    Files.writeString(
        broken, Files.readString(rules).replaceFirst("expect: no hit", "expect: hit"));
    assertThat(Ran.command("rules", "check", broken.toString()).with(ExitCode.UNUSABLE).out())
        .contains(
            "the test 'a clerk who creates vendors and approves orders' expects a hit of AP-03, and"
                + " there is none");
    assertThat(Ran.command("rules", "show", "pam").with(ExitCode.OK).out())
        .contains("ruleset: {id: pam,");
    assertThat(
            on(
                    variant(text ->
                        text.replace("sod-rules: sod-rules.yaml", "sod-rulesets: [fiance]")),
                    "analyse")
                .with(ExitCode.UNUSABLE)
                .complaint())
        .contains("no SoD ruleset 'fiance' ships with Firebreak; there are finance,");
    nothingIsLost();
  }

  @Test
  void aGraphThatDoesNotAnswerIsNamed() throws Exception {
    int port = freePort();
    Path changed =
        variant(text -> text.replaceFirst("uri: bolt://.*", "uri: bolt://127.0.0.1:" + port));
    assertThat(on(changed, "analyse").with(ExitCode.UNAVAILABLE).complaint())
        .isEqualTo(
            "firebreak: No Neo4j answers at bolt://127.0.0.1:"
                + port
                + ". Is it running, and is graph.uri right?");
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Path changed = variant(text -> text.replace("port: 0", "port: " + taken.getLocalPort()));
      assertThat(on(changed, "serve").with(ExitCode.PORT_IN_USE).complaint())
          .isEqualTo(
              "firebreak: port "
                  + taken.getLocalPort()
                  + " is taken. Set server.port to another, or stop what uses it.");
    }
  }

  @Test
  void theHistoryOfAccessIsExportedWithUnknownGrantTimesLeftEmpty() {
    List<String> lines =
        on(config, "export", "history", "--from", "2020-01-01").with(ExitCode.OK).outLines();
    assertThat(lines.getFirst())
        .endsWith(",stated_by,granted_at,first_seen_at,source_says_since,removed_at");
    assertThat(lines).hasSizeGreaterThan(600);
    assertThat(lines.stream().skip(1)).as("still there").allMatch(line -> line.endsWith(","));
    JsonNode json =
        JSON.readTree(on(config, "export", "history", "--format", "json").with(ExitCode.OK).out());
    assertThat(json.size()).isEqualTo(lines.size() - 1);
    assertThat(json.get(0).get("granted_at").asString()).as("unknown").isEmpty();
    assertThat(on(config, "export", "history", "--to", "2020-01-01").with(ExitCode.OK).outLines())
        .as("nothing is known of what was before")
        .hasSize(1);
    assertThat(on(config, "export", "history", "--from", "soon").with(ExitCode.UNUSABLE).err())
        .contains("'soon' is no time. Use 2026-11-22 or 2026-11-22T08:00:00Z.");
  }

  @Test
  void acceptingADropThatNobodyIsInQuarantineForDoesNothing() {
    assertThat(on(config, "harvest", "--accept-drop", "ledgerone").with(ExitCode.UNUSABLE).err())
        .contains("No harvest of ledgerone is in quarantine; nothing was done.");
  }

  @Test
  void aTakenPortIsNoticedBeforeAnythingIsOpened() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Path untouched = folder.resolve("untouched");
      Path changed =
          variant(text ->
              text.replace("port: 0", "port: " + taken.getLocalPort())
                  .replace("data-dir: data", "data-dir: " + untouched)
                  .replaceFirst("uri: bolt://.*", "uri: bolt://127.0.0.1:1"));
      on(changed, "serve").with(ExitCode.PORT_IN_USE);
      assertThat(untouched).doesNotExist();
    }
  }

  @Test
  void aPortThatDoesNotExistAndAnAddressOfSomebodyElseAreNamed() throws Exception {
    Path port = variant(text -> text.replace("port: 0", "port: 99999"));
    assertThat(on(port, "serve").with(ExitCode.UNUSABLE).complaint())
        .contains(port + ", line ", "port 99999 does not exist");
    Path address = variant(text -> text.replace("address: 127.0.0.1", "address: 192.0.2.1"));
    assertThat(on(address, "serve").with(ExitCode.UNUSABLE).complaint())
        .contains("192.0.2.1 is no address of this machine");
  }

  @Test
  void aSourceThatIsNotDeclaredAndNoSourceAtAllAreSaid() throws Exception {
    assertThat(on(config, "harvest", "--source", "nowhere").with(ExitCode.UNUSABLE).complaint())
        .isEqualTo("firebreak: The configuration declares no source nowhere.");
    Path none =
        Files.writeString(
            folder.resolve("none.yaml"),
            "data-dir: none\ngraph:\n  uri: " + SharedNeo4j.uri() + "\n");
    assertThat(on(none, "harvest").with(ExitCode.UNUSABLE).complaint())
        .isEqualTo("firebreak: The configuration declares no sources to harvest.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "harvest", "analyse", "export", "verify-evidence"})
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

  private static Ran verify(Path evidence) {
    return Ran.command("verify-evidence", evidence.toString());
  }
}
