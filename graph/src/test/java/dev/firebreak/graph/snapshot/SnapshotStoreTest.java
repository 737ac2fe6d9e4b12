package dev.firebreak.graph.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.testkit.SharedNeo4j;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

/// What a kept snapshot says after changes, and while others write.
@ExtendWith(SharedNeo4j.class)
class SnapshotStoreTest {

  private static final Instant NOW = Instant.parse("2026-11-22T06:12:00Z");
  private static final String BUMP =
      "CALL () { MATCH (p:GraphPart {source: $source}) SET p.revision = randomUUID() } ";

  @TempDir Path folder;
  private IdentityGraph graph;
  private Driver driver;

  @BeforeEach
  void connect(URI uri) {
    graph = IdentityGraph.connect(uri, null, null);
    driver = GraphDatabase.driver(uri, AuthTokens.none());
    run(
        """
        UNWIND ['a', 'b', 'firebreak'] AS source
        CREATE (:GraphPart {source: source, revision: randomUUID()})
        """);
    run(
        """
        CREATE (i:Node:Identity {key: 'firebreak/Identity/i', source: 'firebreak', name: 'Ana'})
        WITH i
        UNWIND ['a', 'b'] AS source
        UNWIND range(1, 40) AS n
        CREATE (u:Node:Account {key: source + '/User/' + n, source: source, active: true})
        CREATE (g:Node:Group {key: source + '/Group/' + n, source: source})
        CREATE (u)-[:MEMBER_OF {source: source, via: g.key, attribute: 'members'}]->(g)
        CREATE (i)-[:OWNS {source: 'firebreak', rule: 'user name', confidence: 80}]->(u)
        """);
  }

  @AfterEach
  void close() {
    driver.close();
    graph.close();
  }

  @Test
  void whatIsKeptIsNotReadAgainUntilItsPartChanges() {
    SnapshotStore store = new SnapshotStore(graph, folder);
    GraphSnapshot first = store.at(NOW);
    assertThat(first.nodeCount()).isEqualTo(161);
    run("MATCH (n:Node {key: 'a/User/1'}) SET n.name = 'Unsaid'");
    assertThat(name(store, "a/User/1")).isEqualTo("a/User/1");
    run(BUMP + "MATCH (n:Node {key: 'b/User/1'}) SET n.name = 'Said'", Map.of("source", "b"));
    assertThat(name(store, "b/User/1")).isEqualTo("Said");
    assertThat(name(store, "a/User/1"))
        .as("the part that did not change is kept")
        .isEqualTo("a/User/1");
    assertThat(name(new SnapshotStore(graph, folder), "a/User/1"))
        .as("from disk, too")
        .isEqualTo("a/User/1");
    run(BUMP, Map.of("source", "a"));
    assertThat(name(new SnapshotStore(graph, folder), "a/User/1")).isEqualTo("Unsaid");
  }

  @Test
  void anEdgeBetweenPartsGoesWithItsEndAndTheNextRefreshReadsItsPart() {
    SnapshotStore store = new SnapshotStore(graph, null);
    assertThat(store.at(NOW).edges(EdgeKind.OWNS)).hasSize(80);
    run(BUMP + "MATCH (n:Node {key: 'a/User/7'}) DETACH DELETE n", Map.of("source", "a"));
    assertThat(store.at(NOW).edges(EdgeKind.OWNS)).hasSize(79);
    same(store.at(NOW), SnapshotReader.read(graph, NOW));
  }

  @Test
  void theEndsOfWhatIsReadAnewAreFoundAmongWhatIsKept() {
    run(
        """
        MATCH (a:Node {key: 'a/User/3'})
        CREATE (p:Node:PrivilegedAccount {key: 'b/PrivilegedData/p', source: 'b', id: 'p',
                                          missing: 'h', firstSeen: datetime('2026-11-01T00:00:00Z')})
        CREATE (p)-[:SIGNS_IN_AS {source: 'firebreak', rule: 'user name'}]->(a)
        """);
    SnapshotStore store = new SnapshotStore(graph, null);
    same(store.at(NOW), SnapshotReader.read(graph, NOW));
    for (String source : List.of("a", "b", "firebreak")) {
      run(
          BUMP
              + """
              MATCH (p:Node:PrivilegedAccount)-[signsIn {source: 'firebreak'}]->()
              SET signsIn.confidence = CASE $source WHEN 'firebreak' THEN 7 END
              WITH p
              MATCH (from:Node {key: CASE $source WHEN 'firebreak' THEN 'firebreak/Identity/i'
                                                  ELSE $source + '/User/1' END})
              MATCH (to:Node {key: CASE $source WHEN 'a' THEN 'b/Group/9' ELSE 'a/User/9' END})
              CREATE (from)-[:OWNS {source: $source, via: p.key, confidence: 1}]->(to)
              CREATE (from)-[:OWNS {source: $source, via: 'gone', validTo: datetime('2026-12-01T00:00:00Z'),
                                    firstSeen: datetime('2026-11-02T00:00:00Z')}]->(to)
              """,
          Map.of("source", source));
      same(store.at(NOW), SnapshotReader.read(graph, NOW));
    }
    assertThat(GraphSnapshotTest.edges(store.at(NOW)))
        .filteredOn(edge -> "gone".equals(edge.via()))
        .hasSize(3)
        .allSatisfy(edge -> {
          assertThat(edge.validTo()).isEqualTo("2026-12-01T00:00:00Z");
          assertThat(edge.lastSeen()).isEqualTo("2026-11-02T00:00:00Z");
        });
  }

  @Test
  void whileThereIsANodeOfNoSourceEverythingIsRead() {
    SnapshotStore store = new SnapshotStore(graph, null);
    run("CREATE (:Node:Group {key: 'stray'})");
    assertThat(store.at(NOW).find("stray")).isPresent();
    run("MATCH (n:Node {key: 'a/User/1'}) SET n.name = 'Unsaid'");
    assertThat(name(store, "a/User/1")).isEqualTo("Unsaid");
  }

  @Test
  void whatWasThereAllTheTimeIsThereOnceWhileOthersWrite() throws Exception {
    SnapshotStore store = new SnapshotStore(graph, folder);
    AtomicBoolean stop = new AtomicBoolean();
    write(100);
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<?> writer =
          threads.submit(() -> {
            for (int n = 101; !stop.get(); n++) {
              write(n);
            }
          });
      try {
        for (int round = 0; round < 30; round++) {
          GraphSnapshot snapshot = store.at(NOW);
          assertThat(snapshot.edges(EdgeKind.OWNS)).hasSize(80);
          assertThat(
                  snapshot
                      .edges(EdgeKind.MEMBER_OF)
                      .filter(e -> snapshot.key(snapshot.from(e)).length() < "a/User/100".length())
                      .mapToObj(e ->
                          snapshot.key(snapshot.from(e)) + " in " + snapshot.key(snapshot.to(e))))
              .hasSize(80)
              .doesNotHaveDuplicates()
              .allSatisfy(edge -> assertThat(edge).matches("(.)/User/(\\d+) in \\1/Group/\\2"));
        }
      } finally {
        stop.set(true);
      }
      writer.get();
    }
    same(store.at(NOW), SnapshotReader.read(graph, NOW));
  }

  @Test
  void whileAReadIsOpenTheNumberOfANodeThatIsGoneIsGivenToNoOther() {
    String numbers = "MATCH (n:Node) RETURN toInteger(split(elementId(n), ':')[2]) AS number";
    try (var session = driver.session();
        var open = session.beginTransaction()) {
      List<Long> before = open.run(numbers).list(row -> row.get("number").asLong());
      for (int round = 0; round < 3; round++) {
        run("MATCH (n:Node) DETACH DELETE n");
        run("UNWIND range(1, 500) AS n CREATE (:Node:Account {key: 'a/User/' + toString(n)})");
      }
      assertThat(open.run(numbers).list(row -> row.get("number").asLong()))
          .hasSize(500)
          .doesNotContainAnyElementsOf(before);
    }
  }

  /// One account more in a group, and one less.
  private void write(int n) {
    run(
        BUMP
            + """
            CREATE (u:Node:Account {key: 'a/User/' + toString($n), source: 'a'})
            WITH u
            MATCH (g:Node:Group {key: 'a/Group/1'})
            CREATE (u)-[:MEMBER_OF {source: 'a', via: g.key}]->(g)
            WITH u
            OPTIONAL MATCH (old:Node {key: 'a/User/' + toString($n - 3)})
            WHERE $n > 103
            DETACH DELETE old
            """,
        Map.of("source", "a", "n", n));
  }

  private static void same(GraphSnapshot one, GraphSnapshot other) {
    assertThat(GraphSnapshotTest.nodes(one)).isEqualTo(GraphSnapshotTest.nodes(other));
    assertThat(GraphSnapshotTest.edges(one)).isEqualTo(GraphSnapshotTest.edges(other));
    assertThat(GraphSnapshotTest.reach(one)).isEqualTo(GraphSnapshotTest.reach(other));
  }

  private static String name(SnapshotStore store, String key) {
    GraphSnapshot snapshot = store.at(NOW);
    return snapshot.name(snapshot.find(key).orElseThrow());
  }

  private void run(String cypher) {
    run(cypher, Map.of());
  }

  private void run(String cypher, Map<String, Object> parameters) {
    try (var session = driver.session()) {
      session.run(cypher, parameters).consume();
    }
  }
}
