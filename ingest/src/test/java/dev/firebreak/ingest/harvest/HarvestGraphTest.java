package dev.firebreak.ingest.harvest;

import static dev.firebreak.ingest.scene.GraphText.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.ingest.correlate.Correlation;
import dev.firebreak.ingest.scene.GraphText;
import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.ingest.source.SensitivityRule;
import dev.firebreak.testkit.SharedNeo4j;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a source becomes, to the last edge.
@ExtendWith(SharedNeo4j.class)
class HarvestGraphTest {

  private Scene scene;

  @BeforeEach
  void open() {
    scene =
        new Scene(
            new SensitivityRule(NodeKind.ENTITLEMENT, "ledger", "*payment", 70, true),
            new SensitivityRule(null, null, "boss", 90, true),
            new SensitivityRule(NodeKind.PRIVILEGED_ACCOUNT, null, "batch@*", 95, true));
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void aDirectoryBecomesExactlyItsAccountsGroupsAndMemberships() {
    HarvestReceipt receipt = Example.directory(scene).harvest();
    assertThat(scene.text()).isEqualTo(lines(Example.DIRECTORY));
    assertThat(receipt.problems()).isEmpty();
    assertThat(receipt.complete()).isTrue();
    assertThat(List.of(receipt.accounts(), receipt.groups(), receipt.edges()))
        .containsExactly(4L, 2L, 4L);
    assertThat(receipt.counts().nodesCreated()).isEqualTo(6);
    assertThat(receipt.counts().edgesCreated()).isEqualTo(4);
  }

  @Test
  void anApplicationBecomesExactlyItsRolesEntitlementsAndGrants() {
    HarvestReceipt receipt = Example.application(scene).harvest();
    assertThat(scene.text()).isEqualTo(lines(Example.APPLICATION));
    assertThat(receipt.problems()).isEmpty();
    assertThat(List.of(receipt.accounts(), receipt.entitlements(), receipt.edges()))
        .containsExactly(2L, 5L, 9L);
    assertThat(receipt.counts().edgesCreated()).isEqualTo(9);
  }

  @Test
  void aVaultBecomesExactlyItsSafesSecretsAndRights() {
    HarvestReceipt receipt = Example.vault(scene).harvest();
    assertThat(scene.text()).isEqualTo(lines(Example.VAULT));
    assertThat(receipt.problems()).isEmpty();
    assertThat(List.of(receipt.containers(), receipt.privilegedAccounts(), receipt.entitlements()))
        .containsExactly(2L, 2L, 3L);
    assertThat(receipt.edges()).isEqualTo(12).isEqualTo(receipt.counts().edgesCreated());
  }

  @Test
  void sourcesJoinWhicheverIsHarvestedFirst() {
    List<Served> sources =
        List.of(Example.directory(scene), Example.application(scene), Example.vault(scene));
    for (Served source : sources.reversed()) {
      assertThat(source.harvest().problems()).isEmpty();
    }
    Correlation correlation = scene.correlate();
    assertThat(scene.text())
        .isEqualTo(lines(Example.DIRECTORY + Example.APPLICATION + Example.VAULT + Example.JOINED));
    assertThat(correlation.unmatched()).containsExactly("ledger/User/2");
    assertThat(correlation.problems()).isEmpty();
    assertThat(scene.correlator().unresolvedSignIns()).isEmpty();
    assertThat(scene.correlator().unresolvedGroups()).isEmpty();
  }

  @Test
  void whatPointsToASourceThatWasNotReadIsSaid() {
    Example.vault(scene).harvestAll();
    scene.correlate();
    assertThat(scene.correlator().unresolvedGroups())
        .containsExactly(
            "vault/Group/1 stands for group 'payments' of source hr, which was not read; who is in it is unknown");
    Example.application(scene).lacks("/Users", "2").harvestAll();
    scene.correlate();
    assertThat(scene.correlator().unresolvedSignIns())
        .containsExactly(
            "vault/PrivilegedData/1 signs in as 'BATCH' of source ledger, which has no such account");
  }

  @Test
  void harvestingAndCorrelatingAgainChangesNothing() {
    List<Served> sources =
        List.of(Example.vault(scene), Example.directory(scene), Example.application(scene));
    sources.forEach(Served::harvest);
    scene.correlate();
    List<String> before = GraphText.withFirstSeen(scene.snapshot());
    List<String> internal = internalIds();
    for (Served source : sources) {
      HarvestReceipt receipt = source.harvest();
      assertThat(receipt.complete()).isTrue();
      assertThat(receipt.counts().changedStructure()).as(receipt.summary()).isFalse();
      assertThat(receipt.summary()).endsWith("0 came, 0 went");
    }
    scene.correlate();
    assertThat(GraphText.withFirstSeen(scene.snapshot())).isEqualTo(before);
    assertThat(internalIds()).isEqualTo(internal);
    assertThat(scene.accessChanges()).isEmpty();
  }

  /// The database's own ids of edges: an edge that was deleted and made again has another.
  private List<String> internalIds() {
    return scene.rows("MATCH (:Node)-[r]->(:Node) RETURN elementId(r) AS id ORDER BY id");
  }

  @Test
  void theReceiptIsKeptInTheGraph() {
    HarvestReceipt receipt = Example.directory(scene).harvest();
    assertThat(
            scene.rows(
                """
                MATCH (h:Harvest)-[:READ]->(p:HarvestPart)
                RETURN h.stamp + ' ' + h.complete + ' ' + h.accounts + ' ' + p.endpoint + ' '
                  + p.distinct + ' of ' + p.promised AS line ORDER BY line
                """))
        .containsExactly(
            receipt.stamp() + " true 4 /Groups 2 of 2", receipt.stamp() + " true 4 /Users 4 of 4");
    assertThat(receipt.startedAt()).isEqualTo(Scene.START);
  }
}
