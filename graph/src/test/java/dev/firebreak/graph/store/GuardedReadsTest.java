package dev.firebreak.graph.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.graph.guard.CypherRefused;
import dev.firebreak.graph.guard.Found;
import dev.firebreak.graph.guard.Lines;
import dev.firebreak.graph.store.GuardedRead.Answer;
import dev.firebreak.graph.store.GuardedRead.End;
import dev.firebreak.graph.store.GuardedReads.Limits;
import dev.firebreak.testkit.SharedNeo4j;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

/// Queries of people against the real database, with users and keys in it.
@ExtendWith(SharedNeo4j.class)
class GuardedReadsTest {

  private static final Limits LIMITS = new Limits(Duration.ofSeconds(30), 100, 200_000);

  /// More than any test waits for.
  private static final String ENDLESS =
      "UNWIND range(1, 10000) AS a UNWIND range(1, 10000) AS b UNWIND range(1, 10000) AS c"
          + " WITH a WHERE a < 0 RETURN a";

  private final IdentityGraph graph;
  private final GuardedReads reads;
  private final Driver driver;

  GuardedReadsTest(URI uri) {
    graph = IdentityGraph.connect(uri, null, null);
    reads = graph.guardedReads();
    driver = GraphDatabase.driver(uri, AuthTokens.none());
  }

  @BeforeEach
  void fill() {
    write(
        """
        CREATE (i:Node:Identity {key: 'i', name: 'Ada'})-[:OWNS]->(a:Node:Account {key: 'a', name: 'ada', active: true}),
          (a)-[:MEMBER_OF {source: 'hr'}]->(g:Node:Group {key: 'g', name: 'Staff'})-[:MEMBER_OF]->(:Node:Group {key: 'h', name: 'All'}),
          (:User {name: 'secret-user', verifier: 'v'}), (:ApiKey {hash: 'h'})
        """);
  }

  @AfterEach
  void close() {
    write("MATCH (n) WHERE n:User OR n:ApiKey OR n:SchemaMigration DETACH DELETE n");
    driver.close();
    graph.close();
  }

  private void write(String text) {
    try (var session = driver.session()) {
      session.run(text).consume();
    }
  }

  private Answer run(String text) {
    return run(text, Map.of(), LIMITS);
  }

  private Answer run(String text, Map<String, @Nullable Object> parameters, Limits limits) {
    return reads.prepare(text, parameters, limits).run();
  }

  @Test
  void rowsComeWithTheirColumnsInTheirOrder() {
    Answer answer = run("MATCH (n:Group) RETURN n.name AS name, n, 1 AS `a number` ORDER BY name");
    assertThat(answer.columns()).containsExactly("name", "n", "a number");
    assertThat(answer.end()).isEqualTo(End.ALL);
    assertThat(answer.rows()).extracting(List::getFirst).containsExactly("All", "Staff");
    assertThat(answer.rows().getFirst().get(1))
        .isInstanceOfSatisfying(
            Found.Node.class,
            node -> {
              assertThat(node.labels()).containsExactlyInAnyOrder("Node", "Group");
              assertThat(node.properties()).containsEntry("key", "h");
            });
  }

  @Test
  void everythingPeopleWriteIsPlannedAndRun() {
    for (String query : Lines.friendly()) {
      Map<String, @Nullable Object> parameters =
          Map.of("key", "g", "k", "i", "mail", "x", "names", List.of("a", "b"));
      assertThat(run(query, parameters, LIMITS).end()).as(query).isEqualTo(End.ALL);
    }
  }

  @Test
  void nothingHostileIsRun() {
    for (String query : Lines.hostile()) {
      assertThatThrownBy(() -> reads.prepare(query, Map.of(), LIMITS))
          .as(query)
          .isInstanceOf(CypherRefused.class);
    }
  }

  @Test
  void aPathTellsItsNodesAndEdges() {
    Object path =
        run("MATCH p = (i:Identity)-[:OWNS]->(a)-[:MEMBER_OF]->(g) RETURN p")
            .rows()
            .getFirst()
            .getFirst();
    assertThat(path)
        .isInstanceOfSatisfying(
            Found.Path.class,
            found ->
                assertThat(found.steps()).hasSize(5).element(3).isInstanceOf(Found.Edge.class));
  }

  @Test
  void whatAnAllowedEdgeLedToAllTheSameEndsTheQuery() {
    write("CREATE (:Account {key: 'x'})<-[:OWNS]-(:User {name: 'planted'})");
    assertThatThrownBy(() -> run("MATCH (x)-[:OWNS]->(a:Account {key: 'x'}) RETURN x"))
        .hasMessage("The answer holds a node that queries may not read.");
    assertThatThrownBy(() -> run("MATCH (x)-[:OWNS]->(a:Account {key: 'x'}) RETURN {a: [x]} AS l"))
        .hasMessage("The answer holds a node that queries may not read.");
  }

  @Test
  void parametersAreValuesAndNeverText() {
    Answer answer =
        run(
            "MATCH (n:Group) WHERE n.name = $name RETURN n",
            Map.of("name", "x' OR true RETURN n //"),
            LIMITS);
    assertThat(answer.rows()).isEmpty();
  }

  @Test
  void asManyRowsAreReadAsWereWanted() {
    Answer answer = run("UNWIND range(1, 5000) AS x RETURN x");
    assertThat(answer.end()).isEqualTo(End.ROWS);
    assertThat(answer.rows()).hasSize(100);
  }

  @Test
  void aRowThatIsTooHeavyNeverArrives() {
    for (String heavy :
        List.of(
            "RETURN range(1, 10000) AS a, range(1, 10000) AS b, range(1, 10000) AS c",
            "WITH range(1, 10000) AS a WITH [a, a, a, a] AS b WITH [b, b, b, b] AS c RETURN {x: c} AS d",
            "WITH [1] AS a WITH [a] AS a WITH [a] AS a WITH [a] AS a WITH [a] AS a RETURN a",
            "WITH {l: range(1, 9999)} AS a WITH {x: a, y: a, z: a} AS b RETURN b",
            "WITH '"
                + "a".repeat(12_000)
                + "' AS a"
                + " WITH a + a + a + a AS a WITH a + a + a + a AS a WITH a + a + a + a AS a RETURN a")) {
      Answer answer = run(heavy);
      assertThat(answer.end()).as(heavy).isEqualTo(End.SIZE);
      assertThat(answer.rows()).isEmpty();
    }
    Answer many = run("UNWIND range(1, 90) AS x RETURN range(1, 9000) AS l");
    assertThat(many.end()).isEqualTo(End.SIZE);
    assertThat(many.rows()).hasSizeBetween(10, 30);
  }

  @Test
  void theDatabaseEndsWhatTakesTooLong() {
    Answer answer = run(ENDLESS, Map.of(), new Limits(Duration.ofMillis(500), 10, 1000));
    assertThat(answer.end()).isEqualTo(End.TIME);
  }

  @Test
  void whatIsCancelledEndsInTheDatabaseToo() throws Exception {
    GuardedRead read =
        reads.prepare(ENDLESS, Map.of(), new Limits(Duration.ofMinutes(5), 10, 1000));
    CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(read::run);
    await(1);
    read.cancel();
    assertThat(answer.get(60, TimeUnit.SECONDS).end()).isEqualTo(End.CANCELLED);
    await(0);
  }

  /// Waits until so many endless queries run in the database.
  private void await(int wanted) {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    try (var session = driver.session()) {
      while (session
              .run(
                  "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery STARTS WITH 'CALL () {' RETURN count(*) AS n")
              .single()
              .get("n")
              .asInt()
          != wanted) {
        assertThat(System.nanoTime()).as("%d running".formatted(wanted)).isLessThan(end);
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void aMistakeIsToldWithItsPlaceInTheText() {
    assertThatThrownBy(() -> reads.check("MATCH (n:Account) RETURN m"))
        .isInstanceOfSatisfying(
            CypherRefused.class,
            refused -> {
              assertThat(refused).hasMessageContaining("`m` not defined");
              assertThat(refused.line()).isEqualTo(1);
              assertThat(refused.column()).isEqualTo(26);
            });
    assertThatThrownBy(() -> reads.check("MATCH (n:Account)\n  WHERE m.name = 1 RETURN n"))
        .isInstanceOfSatisfying(
            CypherRefused.class,
            refused -> {
              assertThat(refused.line()).isEqualTo(2);
              assertThat(refused.column()).isEqualTo(9);
            });
    assertThat(reads.check("MATCH (n:Node {key: $key}) RETURN n").parameters())
        .containsExactly("key");
  }

  @Test
  void theSessionCannotWriteEvenIfEveryOtherWallFell() {
    try (var session = driver.session(GuardedReads.reading())) {
      assertThatThrownBy(() -> session.run("CREATE (n:Account) RETURN n").consume())
          .hasMessageContaining("read access mode");
    }
  }
}
