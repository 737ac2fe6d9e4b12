package dev.firebreak.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.ingest.harvest.HarvestReceipt;
import dev.firebreak.ingest.harvest.HarvestReceipt.Part;
import dev.firebreak.ingest.harvest.HarvestState;
import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.source.FilesConfig;
import dev.firebreak.ingest.source.FilesConfig.FileList;
import dev.firebreak.testkit.SharedNeo4j;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What the lists of an application become in the graph.
@ExtendWith(SharedNeo4j.class)
class FileSourceTest {

  private static final String JSON =
      """
      {"entitlements": [{"id": "pay", "name": "Release payment"}, {"id": "view", "name": "View"}],
       "accounts": [
         {"id": "u1", "userName": "ana", "displayName": "Ruiz, Ana", "email": "ana@example.org",
          "active": true, "department": "Finance"},
         {"id": "u2", "userName": "ben", "displayName": "Ben", "active": false, "department": null}],
       "groups": [{"id": "g1", "name": "Clerks"}, {"id": "g2", "name": "Auditors"}],
       "memberships": [{"group": "g1", "member": "u1"}, {"group": "g2", "member": "u2"}],
       "grants": [
         {"account": "u1", "entitlement": "pay", "since": "2026-01-31"},
         {"account": "u1", "entitlement": "view", "since": "2026-02-01T08:00:00Z",
          "validTo": "2027-01-01T00:00:00Z"},
         {"group": "g2", "entitlement": "view"}]}
      """;

  @TempDir private Path temporary;
  private Scene scene;
  private FileFolder folder;

  @BeforeEach
  void open() {
    scene = new Scene();
    folder = new FileFolder(scene, temporary).usual();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private List<String> accounts() {
    return scene.rows(
        """
        MATCH (a:Account)
        RETURN a.key + ' ' + a.userName + ' ' + a.name + ' ' + coalesce(a.email, '-') + ' '
          + coalesce(toString(a.active), '-') + ' ' + coalesce(a.department, '-') AS line
        ORDER BY line
        """);
  }

  private List<String> access() {
    return scene.rows(
        """
        MATCH (a:Node)-[r:HOLDS|MEMBER_OF]->(b:Node)
        RETURN a.key + ' ' + type(r) + ' ' + b.key + ' ' + coalesce(toString(r.since), '-') + ' '
          + coalesce(toString(r.validTo), '-') AS line
        ORDER BY line
        """);
  }

  @Test
  void listsBecomeAccountsGroupsEntitlementsAndWhoHasThem() {
    HarvestReceipt receipt = folder.harvest();
    assertThat(receipt.problems()).isEmpty();
    assertThat(receipt.state()).isEqualTo(HarvestState.COMPLETE);
    assertThat(receipt.parts())
        .extracting(Part::endpoint, Part::promised, Part::received, Part::written)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("/Entitlements", 2, 2, 2),
            org.assertj.core.api.Assertions.tuple("/Groups", 2, 2, 2),
            org.assertj.core.api.Assertions.tuple("/Users", 2, 2, 2));
    assertThat(accounts())
        .containsExactly(
            "app/User/u1 ana Ruiz, Ana ana@example.org true Finance",
            "app/User/u2 ben Ben - false -");
    assertThat(access())
        .containsExactly(
            "app/Group/g2 HOLDS app/Entitlement/view - -",
            "app/User/u1 HOLDS app/Entitlement/pay 2026-01-31T00:00:00Z -",
            "app/User/u1 HOLDS app/Entitlement/view 2026-02-01T08:00:00Z 2027-01-01T00:00:00Z",
            "app/User/u1 MEMBER_OF app/Group/g1 - -",
            "app/User/u2 MEMBER_OF app/Group/g2 - -");
  }

  @Test
  void oneJsonFileSaysTheSameAsFiveCsvFiles() {
    folder.harvest();
    SortedSet<String> csv = scene.text();
    SharedNeo4j.clear();
    try (Scene other = new Scene()) {
      FileFolder same = new FileFolder(other, temporary).has("ledger.json", JSON);
      assertThat(same.harvest(same.json()).problems()).isEmpty();
      assertThat(other.text()).isEqualTo(csv);
    }
  }

  @Test
  void aFileMayBeAJsonArray() {
    folder.has("accounts.json", "[{\"id\": \"u1\"}, {\"id\": \"u2\"}]");
    FilesConfig usual = folder.csv(Map.of());
    HarvestReceipt receipt =
        folder.harvest(
            new FilesConfig(
                temporary.resolve("accounts.json"),
                usual.groups(),
                usual.memberships(),
                null,
                null,
                null,
                null,
                null));
    assertThat(receipt.state()).isEqualTo(HarvestState.COMPLETE);
    assertThat(receipt.accounts()).isEqualTo(2);
  }

  @Test
  void columnsMayHaveNamesOfTheirOwn() {
    folder.has(
        "accounts.csv",
        """
        Kennung,Name,Abteilung,Kostenstelle,Telefon
        u1,Ana,Finance,K7,1
        u2,Ben,IT,K8,2
        """);
    HarvestReceipt receipt =
        folder.harvest(
            folder.csv(
                Map.of(
                    FileList.ACCOUNTS,
                    Map.of(
                        "kennung", "id",
                        "Abteilung", "department",
                        "Kostenstelle", "urn:example:1.0:User:costCenter"))));
    assertThat(receipt.state()).isEqualTo(HarvestState.COMPLETE);
    assertThat(accounts())
        .containsExactly("app/User/u1 u1 Ana - - Finance", "app/User/u2 u2 Ben - - IT");
    assertThat(receipt.problems())
        .filteredOn(problem -> problem.contains("Telefon"))
        .singleElement()
        .asString()
        .contains("accounts.csv: column 'Telefon' is not read; say under files.columns.accounts");
  }

  @Test
  void anotherSeparatorAndAByteOrderMarkAreRead() {
    folder.has("accounts.csv", "\uFEFFid;userName\nu1;ana\nu2;ben\n");
    HarvestReceipt receipt =
        folder.harvest(
            new FilesConfig(
                temporary.resolve("accounts.csv"), null, null, null, null, null, null, ";"));
    assertThat(receipt.state()).isEqualTo(HarvestState.COMPLETE);
    assertThat(receipt.accounts()).isEqualTo(2);
  }

  @Test
  void whatIsNoLongerInTheFilesIsSweptAndWhatIsAgainThereIsUnchanged() {
    folder.harvest();
    folder.has("grants.csv", "account,group,entitlement\nu1,,view\n,g2,view\n");
    HarvestReceipt receipt = folder.harvest();
    assertThat(receipt.counts().edgesDeleted()).isEqualTo(1);
    assertThat(scene.accessChanges())
        .anyMatch(line -> line.startsWith("REMOVED app/User/u1 -HOLDS-> app/Entitlement/pay"));
    assertThat(folder.harvest().parts())
        .allSatisfy(part -> assertThat(part.unchanged()).isEqualTo(2));
  }

  @Test
  void aFileOfNothingButItsHeaderHasNoRowsAndTheGuardAsksBeforeAllOfThemGo() {
    folder.harvest();
    folder.has("accounts.csv", "id,userName\n").has("grants.csv", "account,entitlement\n");
    folder.has("memberships.csv", "group,member\n");
    FilesConfig files = folder.csv(Map.of());
    HarvestReceipt receipt = scene.harvest(FileFolder.source(files, 5), new FileResources(files));
    assertThat(receipt.state()).isEqualTo(HarvestState.QUARANTINED);
    assertThat(accounts()).hasSize(2);
  }
}
