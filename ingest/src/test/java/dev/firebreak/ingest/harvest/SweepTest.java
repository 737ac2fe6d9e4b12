package dev.firebreak.ingest.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.scene.ScriptedServer;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.ingest.source.SourceConfig.Kind;
import dev.firebreak.ingest.source.SourceMapping;
import dev.firebreak.testkit.SharedNeo4j;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A sweep is bounded by edges, not by nodes, and stays within its source.
@ExtendWith(SharedNeo4j.class)
class SweepTest {

  private static final String CROWD =
      """
      CREATE (g:Node:Group {key: 'hr/Group/all', source: 'hr', type: 'Group', id: 'all', name: 'All',
                stamp: 'old', lastSeen: datetime('2026-01-01T00:00:00Z')})
      CREATE (o:Node:Group {key: 'other/Group/1', source: 'other', type: 'Group', id: '1', name: 'Other',
                stamp: 'theirs', lastSeen: datetime('2026-01-01T00:00:00Z')})
      WITH g, o
      UNWIND range(1, @SIZE@) AS i
      CREATE (a:Node:Account {key: 'hr/User/' + i, source: 'hr', type: 'User', id: toString(i),
                name: 'User ' + i, stamp: 'new', lastSeen: datetime('2026-01-02T00:00:00Z')})
      CREATE (a)-[:MEMBER_OF {source: 'hr', via: 'hr/Group/all', stamp: 'old',
                lastSeen: datetime('2026-01-01T00:00:00Z'),
                firstSeen: datetime('2026-01-01T00:00:00Z')}]->(g)
      WITH g, o, a, i
      WHERE i = 1
      CREATE (:Node:Identity {key: 'firebreak/Identity/1', source: 'firebreak', type: 'Identity', id: '1',
                name: 'One', stamp: 'x'})-[:OWNS {source: 'firebreak', stamp: 'x'}]->(a)
      CREATE (o)-[:MEMBER_OF {source: 'firebreak', via: 'hr/Group/all', stamp: 'x'}]->(g)
      CREATE (a)-[:MEMBER_OF {source: 'other', via: 'other/Group/1', stamp: 'theirs'}]->(o)
      """;

  @Test
  void aGroupOfTwentyThousandGoesInBatchesOfItsEdges() {
    try (Scene scene = new Scene()) {
      scene.rows(CROWD.replace("@SIZE@", "20000"));
      FactHash hash = new FactHash();
      SeenFacts seen = new SeenFacts(KnownFacts.of(scene.graph(), "app", List.of()));
      for (int i = 1; i <= 20_000; i++) {
        seen.node(hash.of("hr/User/" + i), "User");
      }
      Sweep sweep =
          new Sweep(
              scene.graph(),
              "hr",
              "new",
              Scene.START,
              new Sweep.Limits(1_500, 100),
              Sweep.Gone.unseen(seen));
      sweep.remove();
      assertThat(sweep.largest()).as("the database's own count").isEqualTo(1_500);
      assertThat(sweep.counts().edgesDeleted()).isEqualTo(20_000);
      assertThat(sweep.counts().nodesDeleted()).isEqualTo(1);
      assertThat(sweep.byType()).containsOnly(java.util.Map.entry("Group", 1L));
      assertThat(
              scene.rows(
                  "MATCH (c:AccessChange {change: 'REMOVED', fromName: 'User 1', toName: 'All', identity: 'firebreak/Identity/1'}) RETURN count(c) AS n"))
          .containsExactly("1");
      assertThat(scene.rows("MATCH (c:AccessChange) RETURN count(c) AS n"))
          .containsExactly("20001");
      assertThat(scene.rows("MATCH (:Account)-[r:MEMBER_OF]->(g) RETURN g.key AS key"))
          .as("what another source says stays")
          .containsExactly("other/Group/1");
    }
  }

  @Test
  void aMassLeaveGoesInBatchesToo() throws IOException {
    try (Scene scene = new Scene()) {
      scene.rows(CROWD.replace("@SIZE@", "3000"));
      ScriptedServer server = scene.closing(new ScriptedServer());
      server.lists("/Users", "{'id':'1','userName':'one'}").lists("/Groups");
      SourceConfig config =
          Served.declared("hr", Kind.DIRECTORY, server.baseUri(), SourceMapping.DEFAULT);
      HarvestReceipt receipt =
          new Harvester(
                  scene.graph(),
                  scene.clock(),
                  List.of(),
                  new HarvestJournals(scene.folder()),
                  new Sweep.Limits(400, 700))
              .harvest(
                  config,
                  ResourceReader.of(scene.closing(Served.client("hr", server.baseUri()))),
                  HarvestProgress.SILENT);
      assertThat(receipt.complete()).as("nothing was accepted before").isTrue();
      assertThat(receipt.counts().nodesDeleted()).isEqualTo(3_000);
      assertThat(receipt.counts().edgesDeleted()).isEqualTo(3_000);
      assertThat(receipt.parts())
          .extracting(HarvestReceipt.Part::swept)
          .containsExactly(2_999L, 1L);
      assertThat(scene.text()).noneMatch(line -> line.contains("hr/Group/all")).hasSize(5);
    }
  }

  @Test
  void aSweepThatIsCutOffIsFinishedByTheNextHarvest() throws Exception {
    try (Scene scene = new Scene()) {
      scene.rows(CROWD.replace("@SIZE@", "3000"));
      ScriptedServer server = scene.closing(new ScriptedServer());
      server.lists("/Users", "{'id':'1','userName':'one'}").lists("/Groups");
      SourceConfig config =
          Served.declared("hr", Kind.DIRECTORY, server.baseUri(), SourceMapping.DEFAULT);
      var reader = ResourceReader.of(scene.closing(Served.client("hr", server.baseUri())));
      IdentityGraph mortal = IdentityGraph.connect(SharedNeo4j.uri(), null, null);
      CompletableFuture<HarvestReceipt> cutOff =
          CompletableFuture.supplyAsync(() ->
              new Harvester(
                      mortal,
                      scene.clock(),
                      List.of(),
                      new HarvestJournals(scene.folder()),
                      new Sweep.Limits(20, 100))
                  .harvest(config, reader, HarvestProgress.SILENT));
      String removed = "MATCH (c:AccessChange) RETURN count(c) > 500 AS enough";
      while (!scene.rows(removed).contains("true") && !cutOff.isDone()) {
        Thread.onSpinWait();
      }
      mortal.close();
      assertThat(cutOff).failsWithin(Duration.ofMinutes(1));
      assertThat(
              scene.rows(
                  "MATCH (:Account)-[r:MEMBER_OF]->(:Group {source: 'hr'}) RETURN count(r) > 0 AS left"))
          .as("it was in the middle of it")
          .containsExactly("true");
      HarvestReceipt receipt = scene.harvester().harvest(config, reader, HarvestProgress.SILENT);
      assertThat(receipt.complete()).isTrue();
      assertThat(scene.text()).noneMatch(line -> line.contains("hr/Group/all")).hasSize(5);
      assertThat(
              scene.rows(
                  "MATCH (c:AccessChange {change: 'REMOVED'}) RETURN count(c) + ' ' + count(DISTINCT c.from) AS n"))
          .as("each access ended once, as did the other source's membership in the group")
          .containsExactly("3001 3001");
    }
  }
}
