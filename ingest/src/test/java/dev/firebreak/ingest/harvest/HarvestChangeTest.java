package dev.firebreak.ingest.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.store.WriteCounts;
import dev.firebreak.ingest.scene.GraphText;
import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.testkit.SharedNeo4j;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What is remembered of access that came and went.
@ExtendWith(SharedNeo4j.class)
class HarvestChangeTest {

  private Scene scene;

  @BeforeEach
  void open() {
    scene = new Scene();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void whatTheSourceNoLongerHasGoesAndWhatEndedIsRemembered() {
    Served ledger = Example.application(scene);
    ledger.harvestAll();
    assertThat(scene.accessChanges()).as("the first harvest is where history begins").isEmpty();
    ledger
        .lacks("/Users", "2")
        .has(
            "/Users",
            """
            {'id':'1','userName':'ACOSTA','displayName':'Ana','active':true,'externalId':'1001',
             'roles':[{'value':'clerk'}],'entitlements':[{'value':'ap.create'}]}\
            """);
    HarvestReceipt receipt = ledger.harvest();
    assertThat(receipt.complete()).isTrue();
    assertThat(scene.text())
        .noneMatch(line -> line.contains("ledger/User/2"))
        .noneMatch(line -> line.contains("old.screen"))
        .anyMatch(line -> line.startsWith("Entitlement ledger/Entitlement/ap.pay"))
        .contains(
            "ledger/User/1 -HOLDS-> ledger/Entitlement/ap.create via=ledger/User/1 by=entitlements");
    assertThat(scene.accessChanges())
        .containsExactly(
            "APPEARED ledger/User/1 -HOLDS-> ledger/Entitlement/ap.create",
            "REMOVED ledger/User/1 -HOLDS-> ledger/Entitlement/ap.pay since 2026-03-01T08:00:00Z",
            "REMOVED ledger/User/1 -HOLDS-> ledger/Entitlement/old.screen since 2026-03-01T08:00:00Z",
            "REMOVED ledger/User/2 -MEMBER_OF-> ledger/Group/10 since 2026-03-01T08:00:00Z");
    assertThat(receipt.counts().edgesDeleted()).isEqualTo(3);
    assertThat(receipt.counts().edgesCreated()).isEqualTo(1);
    assertThat(receipt.counts().nodesDeleted()).isEqualTo(2);
    assertThat(receipt.counts().nodesCreated()).as("history is no node of the graph").isZero();
    assertThat(receipt.problems())
        .containsExactly(
            "source ledger: members of ledger/Group/10 names ledger/User/2, which was not read");
    assertThat(scene.rows("MATCH (c:AccessChange) RETURN DISTINCT c.stamp + c.source + c.via AS x"))
        .contains(receipt.stamp() + "ledger" + "ledger/Group/10")
        .hasSize(2);
  }

  @Test
  void whatIsAsItWasIsSeenWithoutBeingWritten() {
    Served ledger = Example.application(scene);
    ledger.harvestAll();
    HarvestReceipt receipt = ledger.harvest();
    assertThat(receipt.complete()).isTrue();
    assertThat(receipt.counts()).isEqualTo(WriteCounts.NONE);
    assertThat(receipt.parts()).allMatch(part -> part.written() == 0);
    assertThat(receipt.parts()).anyMatch(part -> part.unchanged() > 0);
    GraphSnapshot snapshot = scene.snapshot();
    assertThat(IntStream.range(0, snapshot.nodeCount()).mapToObj(snapshot::node))
        .filteredOn(node -> "ledger".equals(node.source()))
        .isNotEmpty()
        .allMatch(node -> receipt.startedAt().equals(node.lastSeen()));
    assertThat(
            scene.rows(
                "MATCH (n:Node {source: 'ledger', stamp: '"
                    + receipt.stamp()
                    + "'}) RETURN n.key AS key"))
        .isEmpty();
  }

  @Test
  void accessThatComesBackBeginsAnew() {
    Served hr = Example.directory(scene);
    hr.harvestAll();
    String removed = hr.provider().get("/Users", "u2").orElseThrow();
    hr.lacks("/Users", "u2").harvestAll();
    hr.has("/Users", List.of(removed)).harvestAll();
    assertThat(GraphText.withFirstSeen(scene.snapshot()))
        .contains(
            "hr/User/u2 -MEMBER_OF-> hr/Group/g1 via=hr/Group/g1 by=members since 2026-03-01T08:02:00Z");
    assertThat(scene.accessChanges())
        .containsExactly(
            "REMOVED hr/User/u2 -MEMBER_OF-> hr/Group/g1 since 2026-03-01T08:00:00Z",
            "APPEARED hr/User/u2 -MEMBER_OF-> hr/Group/g1");
  }

  @Test
  void aChangedAttributeIsTakenOverAndNothingElseMoves() {
    Served hr = Example.directory(scene);
    hr.harvestAll();
    hr.has("/Users", "{'id':'u3','userName':'cleo','displayName':'Cleo Brand','active':false}");
    HarvestReceipt receipt = hr.harvest();
    assertThat(receipt.counts().changedStructure()).isFalse();
    assertThat(scene.text())
        .contains("Account hr/User/u3 \"Cleo Brand\" active=NO PERSON userName=cleo");
    assertThat(scene.accessChanges()).isEmpty();
  }

  @Test
  void anEntitlementThatOnlyGrantsNameFollowsTheGrantsOnceItsResourceIsGone() {
    Served ledger = Example.application(scene);
    ledger.harvestAll();
    ledger.lacks("/Entitlements", "ap.pay").harvestAll();
    assertThat(scene.text())
        .contains("Entitlement ledger/Entitlement/ap.pay \"Pay!\" s=10 value=ap.pay");
  }

  @Test
  void aLinkedGroupThatGoesTakesItsMembershipWithARecord() {
    Served hr = Example.directory(scene);
    Served vault = Example.vault(scene);
    hr.harvestAll();
    vault.harvestAll();
    scene.correlate();
    assertThat(scene.accessChanges()).isEmpty();
    hr.lacks("/Groups", "g1").harvestAll();
    scene.correlate();
    assertThat(scene.accessChanges())
        .contains("REMOVED hr/Group/g1 -MEMBER_OF-> vault/Group/1 since 2026-03-01T08:02:00Z");
    vault.harvestAll();
    hr.has("/Groups", "{'id':'g9','displayName':'PAYMENTS'}").harvestAll();
    scene.correlate();
    assertThat(scene.accessChanges()).endsWith("APPEARED hr/Group/g9 -MEMBER_OF-> vault/Group/1");
    vault.has("/Groups", "{'id':'1','displayName':'Payments operators'}").harvestAll();
    scene.correlate();
    assertThat(scene.accessChanges())
        .endsWith("REMOVED hr/Group/g9 -MEMBER_OF-> vault/Group/1 since 2026-03-01T08:07:00Z");
    assertThat(scene.text()).noneMatch(line -> line.contains("-MEMBER_OF-> vault/Group/1"));
  }

  @Test
  void harvestingOneSourceLeavesTheOthersAlone() {
    Example.directory(scene).harvestAll();
    Served ledger = Example.application(scene).unguarded();
    ledger.harvestAll();
    ledger.lacks("/Users", "1").lacks("/Groups", "10").harvestAll();
    assertThat(scene.text()).containsAll(GraphText.lines(Example.DIRECTORY));
  }
}
