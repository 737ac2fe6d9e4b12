package dev.firebreak.ingest.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.testkit.SharedNeo4j;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.dataformat.yaml.YAMLMapper;

@ExtendWith(SharedNeo4j.class)
class UsageImportTest {

  private static final String USES = "source,account,entitlement,last_used,count\n";
  private static final String COVERAGE = "source,entitlement,from,to\n";
  private static final String ALL = COVERAGE + "app,*,2026-01-01T00:00:00Z,2026-03-01T00:00:00Z\n";

  @TempDir private Path folder = Path.of(".");

  private Scene scene;
  private Path uses = folder;
  private Path coverage = folder;

  @BeforeEach
  void open() throws IOException {
    uses = folder.resolve("uses.csv");
    coverage = folder.resolve("coverage.csv");
    scene = new Scene();
    scene.rows(
        """
        UNWIND [
          {key: 'app/User/1', id: '1', userName: 'ana'},
          {key: 'app/User/2', id: '2', userName: '1'},
          {key: 'app/User/3', id: '3', userName: 'BEN'},
          {key: 'app/User/4', id: '4', userName: 'ben'},
          {key: 'other/User/1', id: '1', userName: 'ana'}] AS a
        CREATE (n:Node:Account) SET n = a, n.source = split(a.key, '/')[0]
        """);
    scene.rows(
        """
        UNWIND [
          {key: 'app/Entitlement/ap.pay', id: 'ap.pay', resourceId: 'e-17', value: 'ap.pay',
           name: 'Release payment'},
          {key: 'app/Entitlement/admin', id: 'admin', resourceId: 'e-18', value: 'admin',
           name: 'Administer'},
          {key: 'app/Role/admin', id: 'admin', resourceId: 'r-1', value: 'admin', name: 'Admins'},
          {key: 'app/Role/x', id: 'x', value: 'x', name: 'Release Payment'}] AS e
        CREATE (n:Node:Entitlement) SET n = e, n.source = 'app'
        """);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private UsageImport.Receipt read(String usesText, String coverageText) throws IOException {
    Files.writeString(uses, usesText);
    Files.writeString(coverage, coverageText);
    return new UsageImport(scene.graph()).read(new UsageFeedConfig(uses, coverage));
  }

  @Test
  void aRowNamesAccountAndEntitlementByIdOrByName() throws IOException {
    UsageImport.Receipt receipt =
        read(
            USES
                + """
                app,1,ap.pay,2026-02-01T00:00:00Z,3
                app,ANA,e-18,2026-02-02T00:00:00Z,1
                app,2,AP.PAY,2026-02-03T01:00:00+01:00,1
                app,2,Admins,2026-02-03T00:00:00Z,0
                """,
            ALL);
    assertThat(receipt).isEqualTo(new UsageImport.Receipt(4, 1, List.of()));
    assertThat(scene.usage())
        .containsExactly(
            "app/User/1 app/Entitlement/admin 2026-02-02T00:00:00Z 1",
            "app/User/1 app/Entitlement/ap.pay 2026-02-01T00:00:00Z 3",
            "app/User/2 app/Entitlement/ap.pay 2026-02-03T00:00:00Z 1",
            "app/User/2 app/Role/admin 2026-02-03T00:00:00Z 0",
            "covers app * 2026-01-01T00:00:00Z 2026-03-01T00:00:00Z");
  }

  @Test
  void severalRowsAboutTheSameUseAreOne() throws IOException {
    UsageImport.Receipt receipt =
        read(
            USES
                + """
                app,1,ap.pay,2026-02-07T00:00:00Z,3
                app,ana,e-17,2026-02-01T00:00:00Z,4
                """,
            ALL);
    assertThat(receipt.uses()).isEqualTo(1);
    assertThat(scene.usage()).contains("app/User/1 app/Entitlement/ap.pay 2026-02-07T00:00:00Z 7");
  }

  @Test
  void aRowThatCannotBeUsedIsReportedWithFileAndLineAndTheRestIsRead() throws IOException {
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("app,9,ap.pay,2026-02-01T00:00:00Z,1", "source app has no account '9'");
    bad.put("app,1,nothing,2026-02-01T00:00:00Z,1", "source app has no entitlement 'nothing'");
    bad.put("nowhere,1,ap.pay,2026-02-01T00:00:00Z,1", "source nowhere has no account '1'");
    bad.put(
        "app,Ben,ap.pay,2026-02-01T00:00:00Z,1",
        "source app has 2 of the account 'Ben' (app/User/3, app/User/4); name one by its id");
    bad.put(
        "app,1,admin,2026-02-01T00:00:00Z,1",
        "source app has 2 of the entitlement 'admin' (app/Entitlement/admin, app/Role/admin); name"
            + " one by its id");
    bad.put(
        "app,1,release payment,2026-02-01T00:00:00Z,1",
        "source app has 2 of the entitlement 'release payment' (app/Entitlement/ap.pay,"
            + " app/Role/x); name one by its id");
    bad.put(
        "app,1,ap.pay,2026-02-01,1",
        "last_used is '2026-02-01', and not a time such as 2026-01-31T08:00:00Z");
    bad.put("app,1,ap.pay,2026-02-01T00:00:00Z,-1", "count is '-1', and not a whole number from 0");
    bad.put(
        "app,1,ap.pay,2026-02-01T00:00:00Z,many", "count is 'many', and not a whole number from 0");
    bad.put("app,1,,2026-02-01T00:00:00Z,1", "entitlement is empty");
    bad.put("app,1,ap.pay,2026-02-01T00:00:00Z", "has 4 fields where 5 are expected");
    bad.put("app,1,ap.pay,2026-02-01T00:00:00Z,1,x", "has 6 fields where 5 are expected");
    UsageImport.Receipt receipt =
        read(
            USES + String.join("\n", bad.keySet()) + "\napp,1,ap.pay,2026-02-01T00:00:00Z,1\n",
            ALL);
    List<String> expected = new ArrayList<>();
    for (String why : bad.values()) {
      expected.add(
          "%s, line %d: %s; the row is left out".formatted(uses, expected.size() + 2, why));
    }
    expected.add(
        uses
            + ": 9 of its rows cannot be understood and may tell of a use, so nothing counts as"
            + " unused by this feed until they are mended");
    assertThat(receipt.problems()).isEqualTo(expected);
    assertThat(receipt.uses()).isEqualTo(1);
    assertThat(receipt.coverages()).isZero();
    assertThat(scene.usage()).noneMatch(line -> line.startsWith("covers"));
  }

  @Test
  void aStrangerInAFeedLeavesItsCoverageAsItIs() throws IOException {
    UsageImport.Receipt receipt = read(USES + "app,9,ap.pay,2026-02-01T00:00:00Z,1\n", ALL);
    assertThat(receipt.problems()).hasSize(1);
    assertThat(receipt.coverages()).isEqualTo(1);
  }

  @Test
  void manyRefusedRowsAreCountedAndNotAllTold() throws IOException {
    List<String> problems =
        read(USES + "app,nobody,ap.pay,2026-02-01T00:00:00Z,1\n".repeat(1_234), ALL).problems();
    assertThat(problems).hasSize(21);
    assertThat(problems.getFirst()).contains("line 2: ").contains("nobody");
    assertThat(problems.getLast()).isEqualTo(uses + ": 1,214 more rows are left out");
  }

  @Test
  void coverageIsOfAnEntitlementOrOfTheWholeSource() throws IOException {
    UsageImport.Receipt receipt =
        read(
            USES,
            COVERAGE
                + """
                app,*,2026-01-01T00:00:00Z,2026-02-01T00:00:00Z
                app,Administer,2026-01-01T00:00:00Z,2026-03-01T00:00:00Z
                app,unheard of,2026-01-01T00:00:00Z,2026-03-01T00:00:00Z
                app,*,2026-03-01T00:00:00Z,2026-01-01T00:00:00Z
                """);
    assertThat(scene.usage())
        .containsExactly(
            "covers app * 2026-01-01T00:00:00Z 2026-02-01T00:00:00Z",
            "covers app app/Entitlement/admin 2026-01-01T00:00:00Z 2026-03-01T00:00:00Z");
    assertThat(receipt.problems())
        .containsExactly(
            coverage + ", line 4: source app has no entitlement 'unheard of'; the row is left out",
            coverage
                + ", line 5: it covers nothing, since from is not before to; the row is left out");
  }

  @Test
  void aFeedReplacesWhatWasSaidOfItsSourcesAndOfNoOthers() throws IOException {
    read(USES + "app,1,ap.pay,2026-02-01T00:00:00Z,1\napp,2,x,2026-02-01T00:00:00Z,1\n", ALL);
    scene.rows(
        """
        CREATE (:Use {source: 'other', account: 'a', entitlement: 'e', lastUsed: datetime('2026-01-01T00:00Z'),
          count: 1, stamp: 's'})
        CREATE (:UsageCoverage {source: 'other', entitlement: '*', from: datetime('2026-01-01T00:00Z'),
          to: datetime('2026-02-01T00:00Z')})
        """);
    read(USES + "app,1,ap.pay,2026-02-09T00:00:00Z,5\n", COVERAGE);
    assertThat(scene.usage())
        .containsExactly(
            "a e 2026-01-01T00:00:00Z 1",
            "app/User/1 app/Entitlement/ap.pay 2026-02-09T00:00:00Z 5",
            "covers other * 2026-01-01T00:00:00Z 2026-02-01T00:00:00Z");
    read(USES, ALL);
    assertThat(scene.usage())
        .containsExactly(
            "a e 2026-01-01T00:00:00Z 1",
            "covers app * 2026-01-01T00:00:00Z 2026-03-01T00:00:00Z",
            "covers other * 2026-01-01T00:00:00Z 2026-02-01T00:00:00Z");
  }

  @Test
  void readingTheSameFeedAgainChangesNothing() throws IOException {
    String text = USES + "app,1,ap.pay,2026-02-01T00:00:00Z,1\n";
    read(text, ALL);
    List<String> before = scene.usage();
    read(text, ALL);
    assertThat(scene.usage()).isEqualTo(before).hasSize(2);
  }

  private List<String> rhythms() {
    return scene.rows(
        """
        MATCH (u:Use)
        RETURN u.account + ' ' + toString(u.firstUsed) + ' '
          + reduce(text = '', week IN u.weeks | text + toString(week) + ' ') + toString(u.whole) AS line
        ORDER BY line
        """);
  }

  @Test
  void singleUsesGiveTheirWeeksAndReadingThemAgainGivesNoMore() throws IOException {
    String text =
        USES
            + """
            app,1,ap.pay,2026-02-03T00:00:00Z,1
            app,1,ap.pay,2026-02-01T23:59:59Z,1
            app,1,ap.pay,2026-02-02T00:00:00Z,1
            app,1,ap.pay,2026-01-05T00:00:00Z,1
            """;
    List<String> expected = List.of("app/User/1 2026-01-05T00:00:00Z 2923 2926 2927 true");
    read(text, ALL);
    assertThat(rhythms()).isEqualTo(expected);
    read(text, ALL);
    assertThat(rhythms()).isEqualTo(expected);
    read(USES + "app,1,ap.pay,2026-02-03T00:00:00Z,1\n", ALL);
    assertThat(rhythms()).containsExactly("app/User/1 2026-02-03T00:00:00Z 2927 true");
  }

  @Test
  void aRowThatCountsSeveralUsesLeavesTheRhythmUnknown() throws IOException {
    read(
        USES
            + """
            app,1,ap.pay,2026-02-03T00:00:00Z,1
            app,1,ap.pay,2026-01-05T00:00:00Z,14
            app,2,x,2026-02-03T00:00:00Z,0
            """,
        ALL);
    assertThat(rhythms())
        .containsExactly(
            "app/User/1 2026-01-05T00:00:00Z 2923 2927 false",
            "app/User/2 2026-02-03T00:00:00Z 2927 false");
  }

  @Test
  void passiveActionsAndAccountsAreNoUseAndCounted() throws IOException {
    Files.writeString(
        uses,
        """
        source,account,entitlement,last_used,count,action
        app,1,ap.pay,2026-02-01T00:00:00Z,1,release
        app,1,ap.pay,2026-02-09T00:00:00Z,1,List payments
        app,1,ap.pay,2026-02-09T00:00:00Z,1,REVIEW
        app,BEN,ap.pay,2026-02-09T00:00:00Z,1,release
        app,2,ap.pay,2026-02-09T00:00:00Z,1,
        """);
    Files.writeString(coverage, ALL);
    UsageFeedConfig feed =
        new YAMLMapper()
            .readValue(
                "{uses: '%s', coverage: '%s', passive: {actions: ['list*', review], accounts: [ben]}}"
                    .formatted(uses, coverage),
                UsageFeedConfig.class);
    UsageImport.Receipt receipt = new UsageImport(scene.graph()).read(feed);
    assertThat(receipt).isEqualTo(new UsageImport.Receipt(2, 1, List.of(), 3, null));
    assertThat(scene.usage())
        .contains("app/User/1 app/Entitlement/ap.pay 2026-02-01T00:00:00Z 1")
        .contains("app/User/2 app/Entitlement/ap.pay 2026-02-09T00:00:00Z 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "source,account,entitlement,last_used\n",
        "source;account;entitlement;last_used;count\napp;1;ap.pay;2026-02-01T00:00:00Z;1\n",
        "account,source,entitlement,last_used,count\n1,app,ap.pay,2026-02-01T00:00:00Z,1\n"
      })
  void aFileWithAnotherHeaderIsRefusedAndNothingChanges(String text) throws IOException {
    read(USES + "app,1,ap.pay,2026-02-01T00:00:00Z,1\n", ALL);
    List<String> before = scene.usage();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(text, ALL))
        .withMessageStartingWith(
            uses + " must begin with the header source,account,entitlement,last_used,count, but");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(USES, text))
        .withMessageStartingWith(
            coverage + " must begin with the header source,entitlement,from,to, but");
    assertThat(scene.usage()).isEqualTo(before);
  }

  @Test
  void aFileThatIsMissingOrNoTextIsRefusedAndNothingChanges() throws IOException {
    read(USES + "app,1,ap.pay,2026-02-01T00:00:00Z,1\n", ALL);
    List<String> before = scene.usage();
    Path missing = folder.resolve("missing.csv");
    var importer = new UsageImport(scene.graph());
    assertThatThrownBy(() -> importer.read(new UsageFeedConfig(uses, missing)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("the usage file " + missing + " does not exist or cannot be read");
    Files.write(coverage, (COVERAGE + "app,caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> importer.read(new UsageFeedConfig(uses, coverage)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("the usage file " + coverage + " cannot be read as UTF-8 text");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(USES + "app,\"1,ap.pay\n", ALL))
        .withMessageStartingWith(uses + " is not CSV");
    assertThat(scene.usage()).isEqualTo(before);
  }

  @Test
  void aFileFromASpreadsheetWithAMarkAtItsStartIsRead() throws IOException {
    assertThat(read("\uFEFF" + USES + "app,1,ap.pay,2026-02-01T00:00:00Z,1\r\n", "\uFEFF" + ALL))
        .isEqualTo(new UsageImport.Receipt(1, 1, List.of()));
  }

  @Test
  void aFeedNeedsBothFiles() {
    for (String missing : List.of("uses", "coverage")) {
      Map<String, String> one = Map.of(missing.equals("uses") ? "coverage" : "uses", "f.csv");
      assertThatThrownBy(() -> new YAMLMapper().convertValue(one, UsageFeedConfig.class))
          .rootCause()
          .hasMessageStartingWith(
              "a usage feed needs both files: uses and coverage (without coverage nothing can be"
                  + " called unused)");
    }
  }
}
