package dev.firebreak.demo.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.firebreak.embedded.EmbeddedNeo4j;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.QueryHeader;
import dev.firebreak.graph.query.Row;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.graph.store.Migrations;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// Every file below `cypher/` is bound once, says of itself what is so, and is planned by Neo4j
/// without a complaint. The store is this test's own: Neo4j takes a name for a misspelling only
/// until some other test has written it.
class QueryFilesTest {

  private static final Path FOLDER = Repository.ROOT.resolve("cypher/src/main/resources/cypher");
  private static final Path SAMPLE =
      Repository.ROOT.resolve("demo/src/test/resources/dev/firebreak/demo/house/sample.cypher");
  private static final String MIGRATION = "schema/\\d{3}-.*";

  static final List<BoundQueries.Constant> CONSTANTS =
      BoundQueries.in(
          new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
              .importPackages("dev.firebreak"));

  private static EmbeddedNeo4j server;
  private static QueryPlans plans;

  @BeforeAll
  static void aGraphWithOneOfEachKind(@TempDir Path home) {
    server = EmbeddedNeo4j.start(home);
    IdentityGraph.connect(server.uri(), null, null).close();
    plans = new QueryPlans(server.uri());
    plans.run(Repository.text(SAMPLE));
  }

  @AfterAll
  static void stop() {
    plans.close();
    server.close();
  }

  private static List<String> files() {
    return Repository.files(FOLDER, ".cypher").stream()
        .map(file -> FOLDER.relativize(file).toString().replaceFirst("\\.cypher$", ""))
        .toList();
  }

  @Test
  void everyQueryFileIsBoundByExactlyOneConstant() {
    assertThat(
            BoundQueries.faults(
                CONSTANTS, files().stream().filter(file -> !file.matches(MIGRATION)).toList()))
        .isEmpty();
  }

  @Test
  void aFileThatIsNotBoundOrBoundTwiceIsReported() {
    List<BoundQueries.Constant> twice =
        Stream.concat(CONSTANTS.stream(), CONSTANTS.stream().limit(1)).toList();
    List<String> withOneMore = Stream.concat(files().stream(), Stream.of("read/planted")).toList();

    assertThat(BoundQueries.faults(twice, withOneMore))
        .contains("cypher/read/planted.cypher is bound by no Query constant")
        .anySatisfy(said ->
            assertThat(said)
                .contains("cypher/" + CONSTANTS.getFirst() + ".cypher is bound more than once"));
  }

  @Test
  void everyMigrationIsListedInItsOrder() {
    assertThat(Migrations.FILES)
        .containsExactlyElementsOf(
            files().stream().filter(file -> file.matches(MIGRATION)).toList());
  }

  @ParameterizedTest
  @FieldSource("CONSTANTS")
  void headerTextAndRecordsSayTheSame(BoundQueries.Constant constant) {
    assertThat(QueryShape.disagreements(constant.query())).isEmpty();
  }

  @Test
  void theSampleHasEveryKindOfNodeAndEdge() {
    assertThat(plans.strings("MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label"))
        .containsAll(Stream.of(NodeKind.values()).map(NodeKind::label).toList());
    assertThat(plans.strings("MATCH ()-[r]->() RETURN DISTINCT type(r)"))
        .containsAll(Stream.of(EdgeKind.values()).map(EdgeKind::name).toList());
  }

  /// A complaint about an unknown name is a misspelling in the query, or sample.cypher lacks what
  /// is new.
  @ParameterizedTest
  @FieldSource("CONSTANTS")
  void neo4jPlansTheQueryWithoutAComplaint(BoundQueries.Constant constant) {
    Query<?, ?> query = constant.query();
    assertThat(plans.complaints("CYPHER 25", query.header(), query.text())).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("CONSTANTS")
  void aServerThatDefaultsToCypher5PlansItToo(BoundQueries.Constant constant) {
    Query<?, ?> query = constant.query();
    assertThat(plans.complaints("CYPHER 5", query.header(), query.text())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MATCH (a:Acount) RETURN a.key AS key                                      | 01N50
          MATCH (:Account)-[r:MEMBER_OFF]->(:Group) RETURN r.via AS key             | 01N51
          MATCH (a:Account) WHERE a.useName = 'ada' RETURN a.key AS key             | 01N52
          MATCH (a:Account), (g:Group) RETURN a.key + g.key AS key                  | 03N90
          MATCH (a:Account) RETURN a.key AS name                                    | columns are [name]
          MATCH (a:Account) RETURN a.key AS key, a.id AS id                         | columns are [key, id]
          MATCH (a:Account) WHERE id(a) > 0 RETURN a.key AS key                     | 01N0
          MATCH (a:Account) SET a.stamp = 's' RETURN a.key AS key                   | READ_WRITE
          """)
  void aPlantedFaultIsReported(String statement, String complaint) {
    QueryHeader header = QueryHeader.parse("planted", header("none", "key STRING") + statement);
    // Cypher 25 refuses id() outright, Cypher 5 warns
    assertThat(plans.complaints("CYPHER 5", header, statement))
        .anySatisfy(said -> assertThat(said).contains(complaint));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MATCH (a:Account) SET a.stmap = 's'                      | stmap
          MERGE (a:Acount {key: 's'}) SET a.stamp = 's'            | Acount
          CREATE (:AccessChange {at: datetime(), chagne: 'NONE'})  | chagne
          MATCH (a:Account) MERGE (a)-[:HOLDSS]->(a)               | HOLDSS
          UNWIND [{key: 'k'}] AS row MERGE (a:Node {kye: row.key}) | kye
          """)
  void aMisspeltWriteIsReported(String statement, String name) {
    String head = "// purpose: planted\n// params: none\n// returns: none\n// mode: write\n";
    QueryHeader header = QueryHeader.parse("planted", head + statement);
    assertThat(plans.complaints("CYPHER 25", header, statement))
        .anySatisfy(said -> assertThat(said).contains("no " + name + " in the sample"));
  }

  record Keyed(String key) {}

  record Rows(List<Keyed> rows) {}

  record Part(String key, String type) implements Row {}

  record Placed(Part of, long fact) implements Row {}

  record PlacedRows(List<Placed> rows) {}

  record Two(String key, boolean active) {}

  record Loose(String key, int active) {}

  @Test
  void aPlantedDisagreementIsReported() {
    assertThat(
            disagreements("key STRING", Keyed.class, "MATCH (n {key: $kye}) RETURN n.key AS key"))
        .anySatisfy(said -> assertThat(said).contains("uses [kye]", "params [key]"));
    assertThat(disagreements("key STRING", Two.class, "MATCH (n {key: $key}) RETURN n.key AS key"))
        .anySatisfy(said -> assertThat(said).contains("Two has [key, active]"));
    assertThat(
            disagreements(
                "key STRING, active BOOLEAN", Loose.class, "RETURN $key + $active AS key"))
        .anySatisfy(
            said -> assertThat(said).contains("active is BOOLEAN in the header, in Java INTEGER"));
    assertThat(
            disagreements(
                "rows LIST<MAP>", Rows.class, "UNWIND $rows AS row RETURN row.kye AS key"))
        .anySatisfy(said -> assertThat(said).contains("row.[kye] is no component of Keyed"));
    assertThat(
            disagreements(
                "rows LIST<LIST<ANY>>",
                PlacedRows.class,
                "UNWIND $rows AS row WITH row[0] AS key, row[2] AS type, row[3] AS fact RETURN key"))
        .containsExactly(
            "row[2] AS type is type in the text, fact in Placed",
            "row[3] AS fact is fact in the text, nothing in Placed");
    assertThat(
            disagreements(
                "key STRING",
                Keyed.class,
                "MATCH (n {key: $key, id: // $not\n '$nor'}) RETURN n.key AS key"))
        .isEmpty();
  }

  private static String header(String params, String returns) {
    return "// purpose: planted\n// params: %s\n// returns: %s\n// mode: read\n"
        .formatted(params, returns);
  }

  private static <P extends Record> List<String> disagreements(
      String params, Class<P> parameters, String statement) {
    String text = header(params, "key STRING") + statement;
    return QueryShape.disagreements(
        new Query<>(
            "planted",
            Query.Mode.READ,
            parameters,
            Keyed.class,
            QueryHeader.parse("planted", text),
            text));
  }
}
