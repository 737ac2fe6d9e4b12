package dev.firebreak.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.ingest.harvest.HarvestReceipt;
import dev.firebreak.ingest.harvest.HarvestState;
import dev.firebreak.ingest.harvest.Rejection;
import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.source.FilesConfig;
import dev.firebreak.scim.client.Listing;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.testkit.SharedNeo4j;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that are not as they should be: nothing of the graph is lost by them, and the operator is
/// told which line it is.
@ExtendWith(SharedNeo4j.class)
class BadFileTest {

  @TempDir private Path temporary;
  private Scene scene;
  private FileFolder folder;
  private SortedSet<String> before;

  @BeforeEach
  void harvested() {
    scene = new Scene();
    folder = new FileFolder(scene, temporary).usual();
    assertThat(folder.harvest().state()).isEqualTo(HarvestState.COMPLETE);
    before = scene.text();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private void assertNothingWent() {
    assertThat(scene.accessChanges()).noneMatch(line -> line.startsWith("REMOVED"));
    assertThat(scene.text()).containsAll(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "accounts.csv | `` | is empty; the first line",
        "accounts.csv | `id,userName\nu1,\"ana\n` | is not whole",
        "accounts.csv | `login,mail\nana,x\n` | has no column for id; name it so",
        "accounts.csv | `id,id\nu1,u1\n` | has two columns for id",
        "grants.csv | `account,entitlement\nu1,pay,x\n` | line 2: it has 3 columns where 2 are expected",
        "grants.csv | `account,entitlement\n,pay\n` | line 2: it names neither account nor group",
        "grants.csv | `account,group,entitlement\nu1,g1,pay\n` | it names an account and a group",
        "memberships.csv | `group,member\n,u1\n` | line 2: group is empty"
      })
  void whatCannotBeReadOrAttributedLeavesTheHarvestIncomplete(
      String file, String text, String problem) {
    folder.has(file, text.replace("\\n", "\n"));
    HarvestReceipt receipt = folder.harvest();
    assertThat(receipt.state()).isEqualTo(HarvestState.INCOMPLETE);
    assertThat(receipt.problem()).contains(file).contains(problem);
    assertNothingWent();
  }

  @Test
  void aMissingFileLeavesTheHarvestIncomplete() {
    folder.lacks("grants.csv");
    HarvestReceipt receipt = folder.harvest();
    assertThat(receipt.state()).isEqualTo(HarvestState.INCOMPLETE);
    assertThat(receipt.problem()).endsWith("grants.csv does not exist");
    assertNothingWent();
  }

  @Test
  void anotherEncodingIsSaidToBeOne() {
    folder.has("accounts.csv", "id,userName\nu1,J\u00f6rg\n", StandardCharsets.ISO_8859_1);
    HarvestReceipt receipt = folder.harvest();
    assertThat(receipt.problem())
        .endsWith("accounts.csv is not text in UTF-8; write it so and try again");
    assertNothingWent();
  }

  @Test
  void jsonThatEndsInItsMiddleOrLacksAListIsIncomplete() {
    folder.has("ledger.json", "{\"accounts\": [{\"id\": \"u1\"}, {\"id\"");
    HarvestReceipt cut = folder.harvest(folder.json());
    assertThat(cut.problem()).contains("ledger.json").contains("not whole JSON");
    folder.has(
        "ledger.json", "{\"accounts\": [], \"groups\": [], \"grants\": [], \"memberships\": []}");
    HarvestReceipt lacking = folder.harvest(folder.json());
    assertThat(lacking.problem()).contains("has no list \"entitlements\"; write []");
    assertNothingWent();
  }

  @Test
  void aFileWrittenWhileItIsReadIsIncomplete() {
    FileResources reader = new FileResources(folder.csv(Map.of()));
    Listing listing =
        reader.list(
            ResourceType.USER,
            user -> folder.has("accounts.csv", "id,userName\nu1,ana\nu2,ben\nu3,cleo\n"));
    assertThat(listing.complete()).isFalse();
    assertThat(listing.problem()).contains("accounts.csv was written while it was read");
  }

  @Test
  void aRowWithoutAnIdIsRejectedWithItsLineAndNothingGoesForIt() {
    folder.has("accounts.csv", "id,userName\nu1,ana\n,ben\n");
    HarvestReceipt receipt = folder.harvest();
    assertThat(receipt.rejected())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.reason()).endsWith("accounts.csv, line 3: id is empty");
          assertThat(it.pointer()).isEqualTo("/id");
        });
    assertThat(scene.rows("MATCH (a:Account {id: 'u2'}) RETURN a.key")).hasSize(1);
  }

  @Test
  void theSecondRowOfAnIdIsRejectedAndTheFirstCounts() {
    folder.has("accounts.csv", "id,userName\nu1,ana\nu2,ben\nu1,mallory\n");
    HarvestReceipt receipt = folder.harvest();
    assertThat(receipt.state()).isEqualTo(HarvestState.COMPLETE);
    assertThat(receipt.rejected())
        .extracting(Rejection::reason)
        .singleElement()
        .asString()
        .endsWith("accounts.csv, line 4: the id 'u1' is that of line 2 already");
    assertThat(scene.rows("MATCH (a:Account {id: 'u1'}) RETURN a.userName")).containsExactly("ana");
  }

  @Test
  void aGrantToAnAccountThatIsNotThereIsRejectedAndKeepsWhatTheGraphHasOfIt() {
    folder.has("accounts.csv", "id,userName\nu2,ben\n");
    HarvestReceipt receipt = folder.harvest();
    assertThat(receipt.state()).isEqualTo(HarvestState.COMPLETE);
    assertThat(receipt.rejected())
        .extracting(Rejection::reason)
        .anySatisfy(reason ->
            assertThat(reason)
                .contains("grants.csv, line 2: the grant names the account 'u1'")
                .contains("does not have (with 1 rows more)"));
    assertThat(receipt.parts())
        .as("what is told of beside the list is part of what there is to read")
        .allSatisfy(part -> assertThat(part.distinct()).isEqualTo(part.promised()));
    assertThat(scene.rows("MATCH (:Account {id: 'u1'})-[r:HOLDS]->(e) RETURN e.id ORDER BY e.id"))
        .containsExactly("pay", "view");
  }

  @Test
  void aGrantThatCannotBeUsedKeepsWhatItsAccountHeld() {
    folder.has(
        "grants.csv",
        """
        account,group,entitlement,since,valid_to
        u1,,view,2026-02-01T09:00:00+01:00,2027-01-01
        u1,,,,
        ,g2,view,,
        """);
    HarvestReceipt receipt = folder.harvest();
    assertThat(receipt.rejected())
        .extracting(Rejection::reason)
        .singleElement()
        .asString()
        .endsWith("grants.csv, line 3: entitlement is empty");
    assertNothingWent();
  }

  @Test
  void aTimeThatIsNoneIsToldWithItsLineAndCountsAsUnknown() {
    folder.has("grants.csv", "account,entitlement,since\nu1,pay,last week\n");
    HarvestReceipt receipt = folder.harvest();
    assertThat(receipt.problems())
        .anyMatch(problem -> problem.contains("grants.csv, line 2: since is no time such as"));
    assertThat(scene.rows("MATCH (:Account {id: 'u1'})-[:HOLDS]->(e {id: 'pay'}) RETURN e.id"))
        .hasSize(1);
  }

  @Test
  void aGrantToAGroupNeedsAFileOfGroups() {
    FilesConfig usual = folder.csv(Map.of());
    HarvestReceipt receipt =
        folder.harvest(
            new FilesConfig(usual.accounts(), null, null, null, usual.grants(), null, null, null));
    assertThat(receipt.problem())
        .contains("the grant names the group 'g2', and no file lists groups");
    assertNothingWent();
  }

  @Test
  void aFileOfSomethingElseIsNotRejectedRowByRow() {
    StringBuilder rows = new StringBuilder("id,userName\n");
    for (int i = 0; i < 10_001; i++) {
      rows.append(",x\n");
    }
    folder.has("accounts.csv", rows.toString());
    FileResources reader = new FileResources(folder.csv(Map.of()));
    assertThatThrownBy(() -> reader.list(ResourceType.USER, user -> {}))
        .isInstanceOf(ScimFailure.class)
        .hasMessageContaining("more than 10,000 rows cannot be used");
  }
}
