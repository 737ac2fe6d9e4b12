package dev.firebreak.ingest.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.testkit.SharedNeo4j;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What people decided, in the graph, over harvests.
@ExtendWith(SharedNeo4j.class)
class ManualLinksTest {

  private static final String ACCOUNT = "ledger/User/1";
  private static final String BEN = "firebreak/Identity/hr:u2";

  private final List<String> evidence = new ArrayList<>();
  private Scene scene;
  private Served hr;
  private Served ledger;
  private ManualLinks links;

  @BeforeEach
  void twoPeopleAndAnAccount() {
    scene = new Scene();
    links = new ManualLinks(scene.graph());
    hr =
        scene
            .directory("hr")
            .has("/Users", "{'id':'u1','userName':'ana'}", "{'id':'u2','userName':'ben'}")
            .unguarded();
    ledger =
        scene
            .application("ledger")
            .has("/Users", "{'id':'1','userName':'ana'}", "{'id':'2','userName':'ben'}")
            .unguarded();
    hr.harvestAll();
    ledger.harvestAll();
    scene.correlate();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private void decide(@Nullable String identity) {
    links.decide(ACCOUNT, identity, "eve", " seen the form ", Set.of("hr"), this::kept);
    scene.correlate();
  }

  private Instant kept(String said) {
    evidence.add(said);
    return Instant.EPOCH;
  }

  private List<String> owner() {
    return scene.rows(
        """
        MATCH (i:Identity)-[r:OWNS]->(:Account {key: 'ledger/User/1'})
        RETURN i.id + ' ' + r.rule + ' ' + r.confidence AS line
        """);
  }

  @Test
  void aDecisionWinsSurvivesAHarvestAndAppliesAgainWhenTheAccountReturns() {
    assertThat(owner()).containsExactly("hr:u1 userName = userName 60");
    decide(BEN);
    assertThat(owner()).containsExactly("hr:u2 by hand 100");
    assertThat(evidence).hasSize(1);
    assertThat(links.all())
        .extracting(ManualLink::account, ManualLink::identity, ManualLink::reason)
        .containsExactly(org.assertj.core.api.Assertions.tuple(ACCOUNT, BEN, "seen the form"));
    ledger.lacks("/Users", "1").harvestAll();
    scene.correlate();
    assertThat(owner()).isEmpty();
    ledger.has("/Users", "{'id':'1','userName':'ana'}").harvestAll();
    scene.correlate();
    assertThat(owner()).containsExactly("hr:u2 by hand 100");
    decide(null);
    assertThat(owner()).isEmpty();
    links.withdraw(ACCOUNT, "a mistake", evidence::add);
    scene.correlate();
    assertThat(owner()).containsExactly("hr:u1 userName = userName 60");
    assertThat(evidence).hasSize(3).last().isEqualTo("a mistake");
  }

  @Test
  void aDecisionForSomebodyWhoLeftIsKeptAndShownAsAConflict() {
    decide(BEN);
    hr.lacks("/Users", "u2").harvestAll();
    scene.correlate();
    assertThat(owner()).containsExactly("hr:u2 by hand; its authoritative account is gone 100");
    assertThat(scene.rows("MATCH (c:CorrelationConflict) RETURN c.account + ' ' + c.kind AS line"))
        .containsExactly("ledger/User/1 IDENTITY_GONE");
    assertThat(links.all()).hasSize(1);
    hr.has("/Users", "{'id':'u2','userName':'ben'}").harvestAll();
    scene.correlate();
    assertThat(owner()).containsExactly("hr:u2 by hand 100");
    assertThat(scene.rows("MATCH (c:CorrelationConflict) RETURN c.key AS line")).isEmpty();
  }

  @Test
  void aConflictKeepsSinceWhenItIs() {
    hr.has("/Users", "{'id':'u3','userName':'ANA'}").harvestAll();
    scene.correlate();
    List<String> first =
        scene.rows("MATCH (c:CorrelationConflict) RETURN c.key + c.firstSeen AS l");
    scene.correlate();
    assertThat(scene.rows("MATCH (c:CorrelationConflict) RETURN c.key + c.firstSeen AS l"))
        .isEqualTo(first)
        .hasSize(1);
    assertThat(owner()).isEmpty();
  }

  @Test
  void whatCannotBeDecidedIsRefusedBeforeAnyEvidence() {
    assertThatThrownBy(() -> decide("firebreak/Identity/hr:u9"))
        .isInstanceOf(ManualLinks.Refused.class)
        .hasMessage("There is no identity with the key firebreak/Identity/hr:u9.");
    assertThatThrownBy(
            () -> links.decide("ledger/User/9", BEN, "eve", "because", Set.of(), this::kept))
        .hasMessage("There is no account with the key ledger/User/9.");
    assertThatThrownBy(
            () -> links.decide("hr/User/u1", BEN, "eve", "because", Set.of("hr"), this::kept))
        .hasMessageContaining("says who is a person");
    assertThatThrownBy(() -> links.decide(ACCOUNT, BEN, "eve", " so ", Set.of("hr"), this::kept))
        .hasMessage("Say why, in 4 characters or more: it is kept as evidence.");
    assertThatThrownBy(() -> links.withdraw(ACCOUNT, "because", evidence::add))
        .hasMessage("Nothing was decided by hand of the account ledger/User/1.");
    assertThat(evidence).isEmpty();
    assertThat(links.all()).isEmpty();
  }

  @Test
  void withoutEvidenceNothingIsKept() {
    assertThatThrownBy(() ->
            links.decide(
                ACCOUNT,
                BEN,
                "eve",
                "because",
                Set.of("hr"),
                _ -> {
                  throw new IllegalStateException("the disk is full");
                }))
        .hasMessage("the disk is full");
    assertThat(links.all()).isEmpty();
  }
}
