package dev.firebreak.demo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.providers.fault.Fault;
import dev.firebreak.web.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command line as a script uses it, over Larkspur: exit codes, results on standard output
/// alone, one clear sentence for what is wrong with a source, and nothing lost by any of it.
class CommandLineTest {

  private static final JsonMapper JSON = new JsonMapper();

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

  @BeforeEach
  void repair() {
    site.ledgerone().repair();
  }

  @Test
  void aHarvestSaysOneLineForEachSourceAndWhoseAccountsTheyAre() {
    assertThat(site.firstHarvest().outLines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("doorway: complete, 600 accounts, "),
            line -> assertThat(line).startsWith("ledgerone: complete, ").contains(" groups, "),
            line -> assertThat(line).startsWith("strongroom: complete, ").contains(", 40 safes, "),
            line -> assertThat(line).isEqualTo("600 identities; 1 account belongs to nobody"));
    assertThat(site.firstHarvest().err())
        .contains("doorway /Users: 600 of 600")
        .as("every rule of the demo matches something")
        .doesNotContain("sensitivity: ");
  }

  @Test
  void anAnalysisSaysWhatItFoundByKind() {
    assertThat(site.firstAnalysis().out())
        .contains(" findings opened, 0 persist, 0 resolved; ")
        .contains("1 leaver with access\n", "1 orphaned account\n", "8 unused entitlements\n")
        .contains("6 toxic combinations\n", "1 service account without owner\n", " blast radii\n");
    assertThat(site.firstAnalysis().err()).isEmpty();
  }

  @Test
  void oneSourceCanBeHarvestedAlone() {
    Ran ran = site.on("harvest", "--source", "strongroom").with(ExitCode.OK);
    assertThat(ran.outLines()).hasSize(2);
    assertThat(ran.outLines().getFirst()).startsWith("strongroom: complete, ").endsWith("0 went");
    assertThat(ran.outLines().getFirst()).contains("; 0 came, ");
    site.nothingIsLost();
  }

  @Test
  void effectiveAccessIsExportedWithHopsAndTheFirstAndLastEdge() {
    List<String> lines = site.access().lines().toList();
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
    JsonNode json = JSON.readTree(site.on("export", "access", "--format", "json").out());
    assertThat(json.isArray()).isTrue();
    Set<String> pairs = new HashSet<>();
    json.forEach(line ->
        pairs.add(
            line.get("account").asString()
                + ","
                + line.get("target").asString()
                + " "
                + line.get("hops").asInt()));
    assertThat(site.access().lines().skip(1).map(CommandLineTest::accountTargetAndHops))
        .hasSize(json.size())
        .allMatch(pairs::contains);

    JsonNode found = JSON.readTree(site.on("export", "findings", "--format", "JSON").out());
    List<String> ids =
        found.valueStream().map(line -> line.get("id").asString()).collect(Collectors.toList());
    assertThat(site.findings().lines().skip(1).map(line -> line.split(",", 2)[0]))
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
        site.variant(text ->
            text.replace(
                "sensitivity:\n",
                """
                sensitivity:
                  - {kind: entitlement, source: ledgerone, name: svc-ledger-root, value: 90, crown-jewel: true}
                """));
    assertThat(Site.on(changed, "harvest", "--source", "ledgerone").with(ExitCode.OK).err())
        .as("a part of the sources says nothing of the rest")
        .doesNotContain("sensitivity: ");
    assertThat(Site.on(changed, "harvest").with(ExitCode.OK).err())
        .containsOnlyOnce("sensitivity: ")
        .contains(
            "note: sensitivity: the rule for 'svc-ledger-root' matches no entitlement of ledgerone");
    site.nothingIsLost();
  }

  @Test
  void whatACommandPrintsIsNotLoggedAsWell() throws Exception {
    site.ledgerone().becomeAfter(3, new Fault.Unauthorized());
    Ran ran =
        Ran.process("harvest", "--source", "ledgerone", "--config", site.config().toString())
            .with(ExitCode.INCOMPLETE);
    assertThat(ran.out()).containsOnlyOnce("check the token of this source");
    assertThat(ran.err()).doesNotContain("check the token of this source", " WARN ");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aHarvestThatWasCutOffGoesOnUnlessItIsToBeginAnew(boolean anew) {
    ledgeroneIsCutOff();
    String err =
        (anew
                ? site.on("harvest", "--source", "ledgerone", "--anew")
                : site.on("harvest", "--source", "ledgerone"))
            .with(ExitCode.OK)
            .err();
    if (anew) {
      assertThat(err).doesNotContain(" is not read again (");
    } else {
      assertThat(err).contains(" is not read again (");
    }
    site.nothingIsLost();
  }

  private static void ledgeroneIsCutOff() {
    site.ledgerone().becomeAfter(5, new Fault.CutsBody());
    site.on("harvest", "--source", "ledgerone").with(ExitCode.INCOMPLETE);
    site.ledgerone().repair();
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
    site.ledgerone().becomeAfter(3, fault);
    Ran ran = site.on("harvest", "--source", "ledgerone").with(ExitCode.INCOMPLETE);
    assertThat(ran.outLines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("ledgerone: INCOMPLETE, nothing was removed. ")
                    .contains("LedgerOne", why),
            line -> assertThat(line).isEqualTo("600 identities; 1 account belongs to nobody"));
    site.nothingIsLost();
  }

  @Test
  void anUnreachableSourceIsNamedAndTheOthersAreHarvested() throws Exception {
    String nowhere = "http://127.0.0.1:" + Site.freePort() + "/scim/v2";
    Path changed =
        site.variant(
            text -> text.replace(site.providers().strongroom().baseUri().toString(), nowhere));
    Ran ran = Site.on(changed, "harvest").with(ExitCode.INCOMPLETE);
    assertThat(ran.outLines().get(1)).startsWith("ledgerone: complete, ");
    assertThat(ran.outLines().get(2))
        .startsWith("strongroom: INCOMPLETE, nothing was removed. ")
        .contains("Strongroom", "could not connect", nowhere);
    site.nothingIsLost();
  }

  @Test
  void aWrongTokenIsNamedAndNeverShown() throws Exception {
    String wrong = "wrong-token-that-nobody-may-see";
    Path file = Files.writeString(folder.resolve("wrong-token"), wrong);
    Path changed =
        site.variant(text -> text.replaceAll("file:.*/strongroom-token", "file:" + file));
    Ran ran = Site.on(changed, "harvest").with(ExitCode.INCOMPLETE);
    assertThat(ran.outLines().get(2))
        .startsWith("strongroom: INCOMPLETE, nothing was removed. ")
        .contains("answered 401", "check the token of this source");
    assertThat(ran.out() + ran.err()).doesNotContain(wrong);
    site.nothingIsLost();
  }

  @Test
  void aSecretThatIsNotSetConcernsItsSourceAlone() throws Exception {
    Path changed =
        site.variant(text ->
            text.replaceAll("file:.*/strongroom-token", "env:FIREBREAK_TEST_SECRET_NOBODY_SETS"));
    Ran ran = Site.on(changed, "harvest").with(ExitCode.INCOMPLETE);
    assertThat(ran.outLines().get(1)).startsWith("ledgerone: complete, ");
    assertThat(ran.outLines().get(2))
        .startsWith("strongroom: INCOMPLETE, nothing was removed. ")
        .contains("the environment variable FIREBREAK_TEST_SECRET_NOBODY_SETS is not set");
    site.nothingIsLost();
  }

  @Test
  void theHistoryOfAccessIsExportedWithUnknownGrantTimesLeftEmpty() {
    List<String> lines =
        site.on("export", "history", "--from", "2020-01-01").with(ExitCode.OK).outLines();
    assertThat(lines.getFirst())
        .endsWith(",stated_by,granted_at,first_seen_at,source_says_since,removed_at");
    assertThat(lines).hasSizeGreaterThan(600);
    assertThat(lines.stream().skip(1)).as("still there").allMatch(line -> line.endsWith(","));
    JsonNode json =
        JSON.readTree(site.on("export", "history", "--format", "json").with(ExitCode.OK).out());
    assertThat(json.size()).isEqualTo(lines.size() - 1);
    assertThat(json.get(0).get("granted_at").asString()).as("unknown").isEmpty();
    assertThat(site.on("export", "history", "--to", "2020-01-01").with(ExitCode.OK).outLines())
        .as("nothing is known of what was before")
        .hasSize(1);
    assertThat(site.on("export", "history", "--from", "soon").with(ExitCode.UNUSABLE).err())
        .contains("'soon' is no time. Use 2026-11-22 or 2026-11-22T08:00:00Z.");
  }

  @Test
  void acceptingADropThatNobodyIsInQuarantineForDoesNothing() {
    assertThat(site.on("harvest", "--accept-drop", "ledgerone").with(ExitCode.UNUSABLE).err())
        .contains("No harvest of ledgerone is in quarantine; nothing was done.");
  }
}
