package dev.firebreak.graph.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.SnapshotReader;
import dev.firebreak.testkit.SharedNeo4j;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;

@ExtendWith(SharedNeo4j.class)
class IdentityGraphTest {

  @AfterEach
  void forgetMigrations() {
    run(SharedNeo4j.uri(), "MATCH (m:SchemaMigration) DELETE m");
  }

  @Test
  void migratingTwiceAppliesEachFileOnce(URI uri) {
    IdentityGraph.connect(uri, null, null).close();
    try (IdentityGraph graph = IdentityGraph.connect(uri, null, null)) {
      assertThat(graph.ask(Migrations.APPLIED, None.NONE))
          .extracting(Migrations.Applied::name)
          .containsExactlyInAnyOrderElementsOf(Migrations.FILES);
    }
  }

  @Test
  void everySchemaFileIsListedAsAMigration() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../cypher/src/main/resources/cypher/schema"))) {
      assertThat(
              files
                  .map(f -> "schema/" + f.getFileName().toString().replace(".cypher", ""))
                  .filter(f -> f.matches("schema/\\d.*")))
          .containsExactlyInAnyOrderElementsOf(Migrations.FILES);
    }
  }

  @Test
  void aMigrationThatChangedAfterItWasAppliedIsRefused(URI uri) {
    try (IdentityGraph graph = IdentityGraph.connect(uri, null, null)) {
      run(uri, "MATCH (m:SchemaMigration {name: 'schema/002-node-key'}) SET m.checksum = 'other'");
    }
    assertThatThrownBy(() -> IdentityGraph.connect(uri, null, null))
        .hasMessageContaining("002-node-key.cypher changed after it was applied");
  }

  @Test
  void aGraphOfANewerReleaseIsRefused(URI uri) {
    run(uri, "CREATE (:SchemaMigration {name: 'schema/999-later', checksum: 'x'})");
    assertThatThrownBy(() -> IdentityGraph.connect(uri, null, null))
        .hasMessageContaining("newer release");
  }

  @Test
  void anAddressWhereNobodyAnswersIsNamed() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertThatThrownBy(
            () -> IdentityGraph.connect(URI.create("bolt://127.0.0.1:" + port), null, null))
        .isInstanceOf(GraphUnavailable.class)
        .hasMessageContaining("No Neo4j answers at bolt://127.0.0.1:" + port);
  }

  @Test
  void aReadQueryCannotBeAppliedAndAWriteQueryCannotBeAsked(URI uri) {
    try (IdentityGraph graph = IdentityGraph.connect(uri, null, null)) {
      assertThatThrownBy(() -> graph.apply(Migrations.APPLIED, None.NONE))
          .hasMessageContaining("is a READ query");
      assertThatThrownBy(
              () -> graph.ask(Migrations.RECORD, new Migrations.Applied("schema/x", "y")))
          .hasMessageContaining("is a WRITE query");
    }
  }

  @Test
  void severalWritesHappenTogetherOrNotAtAll(URI uri) {
    try (IdentityGraph graph = IdentityGraph.connect(uri, null, null)) {
      assertThatThrownBy(() ->
              graph.inOneTransaction(write -> {
                write.apply(Migrations.RECORD, new Migrations.Applied("half", "x"));
                throw new IllegalStateException("stop here");
              }))
          .hasMessageContaining("stop here");
      assertThat(graph.ask(Migrations.APPLIED, None.NONE))
          .extracting(Migrations.Applied::name)
          .doesNotContain("half");
    }
  }

  @Test
  void aSnapshotDecidesValidityAndInactiveAccounts(URI uri) {
    try (IdentityGraph graph = IdentityGraph.connect(uri, null, null)) {
      run(
          uri,
          """
          CREATE (i:Node:Identity {key: 'i', name: 'Ana'}),
                 (a:Node:Account {key: 'a', active: true}), (b:Node:Account {key: 'b', active: false}),
                 (c:Node:Account {key: 'c'}), (g:Node:Group {key: 'g'}),
                 (e:Node:Entitlement {key: 'e', sensitivity: 70, crownJewel: true}),
                 (i)-[:OWNS]->(a), (i)-[:OWNS]->(b), (i)-[:OWNS]->(c),
                 (a)-[:MEMBER_OF {validTo: datetime('2026-01-01T00:00:00Z'), via: 'g', source: 's'}]->(g),
                 (c)-[:MEMBER_OF {validFrom: datetime('2026-01-01T00:00:00Z')}]->(g),
                 (g)-[:HOLDS]->(e), (g)-[:MEMBER_OF]->(g)
          """);
      GraphSnapshot before = SnapshotReader.read(graph, Instant.parse("2025-12-31T23:59:59Z"));
      GraphSnapshot after = SnapshotReader.read(graph, Instant.parse("2026-01-01T00:00:00Z"));
      assertThat(reach(before, "i")).containsExactlyInAnyOrder("a", "c");
      assertThat(reach(before, "a")).containsExactly("g");
      assertThat(reach(after, "a")).isEmpty();
      assertThat(reach(after, "c")).containsExactly("g");
      int jewel = after.find("e").orElseThrow();
      assertThat(after.node(jewel).kind()).isEqualTo(NodeKind.ENTITLEMENT);
      assertThat(after.node(jewel).sensitivity()).isEqualTo(70);
      assertThat(after.node(jewel).crownJewel()).isTrue();
      assertThat(after.edges(EdgeKind.OWNS)).hasSize(3);
    }
  }

  private static List<String> reach(GraphSnapshot snapshot, String from) {
    List<String> keys = new java.util.ArrayList<>();
    snapshot.forEachOut(
        snapshot.find(from).orElseThrow(),
        e -> keys.add(snapshot.node(snapshot.edge(e).to()).key()));
    return keys;
  }

  private static void run(URI uri, String cypher) {
    try (var driver = GraphDatabase.driver(uri, AuthTokens.none());
        var session = driver.session()) {
      session.run(cypher).consume();
    }
  }
}
