package dev.firebreak.demo.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.embedded.EmbeddedNeo4j;
import dev.firebreak.graph.guard.CypherRefused;
import dev.firebreak.graph.guard.Vocabulary;
import dev.firebreak.graph.store.GuardedReads;
import dev.firebreak.graph.store.GuardedReads.Limits;
import dev.firebreak.graph.store.IdentityGraph;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How far a query of a person reaches, of everything that Firebreak keeps in the database.
class QueryReachTest {

  /// What queries read. All else is hidden, also what does not exist yet.
  private static final Set<String> READ =
      Set.of(
          "Node",
          "Identity",
          "Source",
          "Account",
          "Group",
          "Entitlement",
          "Container",
          "PrivilegedAccount",
          "AccessChange",
          "AnalysisRun",
          "Finding",
          "FindingEvent",
          "Harvest",
          "HarvestPart",
          "RejectedResource",
          "Use",
          "UsageCoverage");

  private static final Path CYPHER = Repository.ROOT.resolve("cypher/src/main/resources/cypher");
  private static final Path SAMPLE =
      Repository.ROOT.resolve("demo/src/test/resources/dev/firebreak/demo/house/sample.cypher");
  private static final Pattern LABEL = Pattern.compile(":([A-Z][a-z][A-Za-z]*)");
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(30), 100, 200_000);

  private static EmbeddedNeo4j server;
  private static IdentityGraph graph;
  private static QueryPlans plans;

  @BeforeAll
  static void aGraphWithOneOfEachKind(@TempDir Path home) {
    server = EmbeddedNeo4j.start(home);
    graph = IdentityGraph.connect(server.uri(), null, null);
    plans = new QueryPlans(server.uri());
    plans.run(Repository.text(SAMPLE));
    plans.run(
        "CREATE (:Account {key: 'led'})<-[:OWNS]-(:Planted {secret: 'planted'})-[:KEEPS]->(:Group)");
  }

  @AfterAll
  static void stop() {
    plans.close();
    graph.close();
    server.close();
  }

  /// Every label that a query file writes or reads, and that the database holds.
  static Set<String> labels() {
    Set<String> labels =
        new TreeSet<>(plans.strings("MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label"));
    Repository.files(CYPHER, ".cypher").stream()
        .flatMap(
            file -> LABEL.matcher(Repository.text(file).replaceAll("(?m)^//.*$", "")).results())
        .forEach(found -> labels.add(found.group(1)));
    return labels;
  }

  static Stream<String> hidden() {
    return labels().stream().filter(label -> !READ.contains(label));
  }

  private static boolean mayRun(String query) {
    GuardedReads reads = graph.guardedReads();
    try {
      reads.prepare(query, Map.of(), LIMITS).run();
      return true;
    } catch (CypherRefused refused) {
      return false;
    }
  }

  @Test
  void whatQueriesReadIsWhatIsWrittenHere() {
    assertThat(labels().stream().filter(label -> mayRun("MATCH (n:%s) RETURN n".formatted(label))))
        .containsExactlyInAnyOrderElementsOf(READ);
    assertThat(Vocabulary.LABELS).containsExactlyInAnyOrderElementsOf(READ);
  }

  @Test
  void whatIsHiddenIsAmongWhatWasLookedAt() {
    assertThat(hidden())
        .contains(
            "User",
            "ApiKey",
            "IdempotentRequest",
            "Webhook",
            "WebhookDelivery",
            "WebhookCursor",
            "SavedQuery",
            "SavedView",
            "RemediationRun",
            "Lease",
            "ManualLink",
            "SchemaMigration",
            "Planted");
  }

  @ParameterizedTest
  @MethodSource("hidden")
  void nothingHiddenIsReadInAnyForm(String label) {
    assertThat(
            Stream.of(
                    "MATCH (n:%s) RETURN n",
                    "MATCH (n:Account|%s) RETURN n",
                    "MATCH (n:`%s`) RETURN n.key AS k",
                    "MATCH (n IS %s) RETURN count(n) AS c",
                    "MATCH (a:Account) WHERE a:%s RETURN a",
                    "MATCH (a:Account)<-[:OWNS]-(n:%s) RETURN n",
                    "MATCH (a:Account) RETURN CASE WHEN EXISTS { (n:%s) } THEN 1 END AS c",
                    "MATCH (a:Account) RETURN [x IN [1] | COLLECT { MATCH (n:%s) RETURN n }] AS c",
                    "MATCH (a:Account) CALL () { MATCH (n:%s) RETURN n } RETURN n")
                .map(form -> form.formatted(label))
                .filter(QueryReachTest::mayRun))
        .isEmpty();
  }

  @Test
  void anEdgeOfAnyAllowedTypeLeadsToNothingHidden() {
    plans.run("MATCH (p:Planted)-[e:OWNS]->(:Account) DELETE e");
    Set<String> met =
        plans.strings(
            "MATCH (a)-[e]->(b) WHERE type(e) IN ['%s'] UNWIND labels(a) + labels(b) AS label RETURN DISTINCT label"
                .formatted(String.join("', '", Vocabulary.TYPES)));
    assertThat(met).isNotEmpty().isSubsetOf(READ);
    plans.run("MATCH (p:Planted), (a:Account {key: 'led'}) CREATE (p)-[:OWNS]->(a)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MATCH (n)-[:OWNS]->(a:Account {key: 'led'}) RETURN n",
        "MATCH (n)-[:OWNS]->(a:Account {key: 'led'}) RETURN [{n: n}] AS l",
        "MATCH p = (n)-[:OWNS]->(a:Account {key: 'led'}) RETURN p",
        "MATCH (n)-[:KEEPS]->(g:Group) RETURN n"
      })
  void aHiddenNodeAtAnAllowedEdgeEndsTheQueryAllTheSame(String query) {
    assertThat(mayRun(query)).isFalse();
  }
}
