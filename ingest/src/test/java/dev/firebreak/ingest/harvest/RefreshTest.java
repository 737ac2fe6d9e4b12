package dev.firebreak.ingest.harvest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.ingest.scene.GraphText;
import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.providers.fault.FaultyServer;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.testkit.SharedNeo4j;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// One resource, read again.
@ExtendWith(SharedNeo4j.class)
class RefreshTest {

  private Scene scene;

  @BeforeEach
  void open() {
    scene = new Scene();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private ScimOutcome refresh(Served source, String type, String id) {
    ScimOutcome outcome =
        scene
            .harvester()
            .refresh(source.config(), source.client(), new NodeKey(source.config().id(), type, id));
    scene.clock().pass(Duration.ofMinutes(1));
    return outcome;
  }

  private static SortedSet<String> without(SortedSet<String> lines, String... gone) {
    SortedSet<String> left = new TreeSet<>(lines);
    for (String line : gone) {
      assertThat(left.removeIf(l -> l.startsWith(line))).as(line).isTrue();
    }
    return left;
  }

  @Test
  void aUserLosesExactlyWhatItNoLongerSays() {
    Served ledger = Example.application(scene);
    ledger.harvestAll();
    SortedSet<String> before = scene.text();
    ledger.has(
        "/Users",
        """
        {'id':'1','userName':'ACOSTA','displayName':'Ana','active':true,'externalId':'1001',
         'entitlements':[{'value':'old.screen','display':'Renamed by a grant'}]}\
        """);
    assertThat(refresh(ledger, "User", "1")).isInstanceOf(ScimOutcome.Ok.class);
    assertThat(scene.text())
        .isEqualTo(
            without(
                before,
                "ledger/User/1 -HOLDS-> ledger/Role/clerk",
                "ledger/User/1 -HOLDS-> ledger/Entitlement/ap.pay"));
    assertThat(scene.accessChanges())
        .containsExactly(
            "REMOVED ledger/User/1 -HOLDS-> ledger/Entitlement/ap.pay since 2026-03-01T08:00:00Z",
            "REMOVED ledger/User/1 -HOLDS-> ledger/Role/clerk since 2026-03-01T08:00:00Z");
    assertThat(ledger.harvest().counts().changedStructure()).isFalse();
  }

  @Test
  void aGroupLosesAMemberAndKeepsWhatItGrantsByTheIdOfAnEntitlement() {
    Served ledger = Example.application(scene);
    ledger.harvestAll();
    SortedSet<String> before = scene.text();
    ledger.has(
        "/Groups",
        """
        {'id':'10','displayName':'Approvers','members':[],
         'urn:firebreak:params:scim:schemas:extension:access:1.0:Group':
           {'roles':[{'value':'boss'}],'entitlements':[{'value':'e-17'}]}}\
        """);
    refresh(ledger, "Group", "10");
    assertThat(scene.text()).isEqualTo(without(before, "ledger/User/2 -MEMBER_OF->"));
    refresh(ledger, "Group", "10");
    assertThat(scene.accessChanges())
        .containsExactly(
            "REMOVED ledger/User/2 -MEMBER_OF-> ledger/Group/10 since 2026-03-01T08:00:00Z");
  }

  @Test
  void whatARefreshFindsNewHasAppeared() {
    Served hr = Example.directory(scene);
    hr.harvestAll();
    hr.has(
        "/Groups", "{'id':'g2','displayName':'Leads','members':[{'value':'u1'},{'value':'u4'}]}");
    refresh(hr, "Group", "g2");
    assertThat(scene.text())
        .contains("hr/User/u4 -MEMBER_OF-> hr/Group/g2 via=hr/Group/g2 by=members")
        .contains("Group hr/Group/g2 \"Leads\"");
    assertThat(scene.accessChanges())
        .containsExactly("APPEARED hr/User/u4 -MEMBER_OF-> hr/Group/g2");
  }

  @Test
  void aPermissionLosesOneRightAndThenItself() {
    Served vault = Example.vault(scene);
    vault.harvestAll();
    SortedSet<String> before = scene.text();
    vault.has(
        "/ContainerPermissions",
        "{'id':'1','container':{'value':'SAFE-1'},'user':{'value':'1'},'rights':['ListAccounts']}");
    refresh(vault, "ContainerPermission", "1");
    SortedSet<String> one =
        without(before, "vault/User/1 -HOLDS-> vault/ContainerRight/SAFE-1:UseAccounts");
    assertThat(scene.text()).isEqualTo(one);
    vault.lacks("/ContainerPermissions", "1");
    assertThat(refresh(vault, "ContainerPermission", "1")).isInstanceOf(ScimOutcome.NotFound.class);
    assertThat(scene.text())
        .isEqualTo(without(one, "vault/User/1 -HOLDS-> vault/ContainerRight/SAFE-1:ListAccounts"));
    assertThat(scene.accessChanges()).hasSize(2);
  }

  @Test
  void aUserThatIsGoneGoesWithARecordOfEveryAccessThatEnded() {
    Served hr = Example.directory(scene);
    hr.harvestAll();
    scene.correlate();
    SortedSet<String> before = scene.text();
    hr.lacks("/Users", "u2");
    assertThat(refresh(hr, "User", "u2")).isInstanceOf(ScimOutcome.NotFound.class);
    assertThat(scene.text())
        .isEqualTo(
            without(
                before,
                "Account hr/User/u2",
                "hr/User/u2 -MEMBER_OF->",
                "firebreak/Identity/hr:u2 -OWNS->"));
    assertThat(scene.accessChanges())
        .containsExactly("REMOVED hr/User/u2 -MEMBER_OF-> hr/Group/g1 since 2026-03-01T08:00:00Z");
  }

  @Test
  void anAnswerThatIsNotTheResourceChangesNothing() throws IOException {
    Served hr = Example.directory(scene);
    hr.harvestAll();
    SortedSet<String> before = scene.text();
    FaultyServer front =
        scene.closing(FaultyServer.inFrontOf(hr.provider(), new Fault.AnswersHtml()));
    ScimClient client = scene.closing(Served.client("hr", front.baseUri()));
    NodeKey key = new NodeKey("hr", "User", "u1");
    assertThat(scene.harvester().refresh(hr.config(), client, key))
        .isInstanceOf(ScimOutcome.Uncertain.class);
    front.become(new Fault.Unauthorized());
    assertThat(scene.harvester().refresh(hr.config(), client, key))
        .isInstanceOf(ScimOutcome.Unauthorized.class);
    assertThat(scene.text()).isEqualTo(before);
    assertThat(scene.accessChanges()).isEmpty();
  }

  @Test
  void whatCannotBeAskedForByItsKeyIsRefused() {
    Served ledger = Example.application(scene);
    for (String type : List.of("Entitlement", "Role", "ContainerRight", "Identity", "nonsense")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> refresh(ledger, type, "ap.pay"))
          .withMessage("cannot re-read a " + type);
    }
  }

  @Test
  void aKeyOfAnotherSourceIsRefused() {
    Served ledger = Example.application(scene);
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            scene
                .harvester()
                .refresh(ledger.config(), ledger.client(), new NodeKey("hr", "User", "1")))
        .withMessage("hr/User/1 is not of source ledger");
  }

  @Test
  void aRefreshWaitsForTheHarvestThatHasReadTheOldState() throws Exception {
    Served ledger = Example.application(scene);
    ledger.harvestAll();
    CountDownLatch usersRead = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ExecutorService threads = scene.closing(Executors.newVirtualThreadPerTaskExecutor());
    CompletableFuture<HarvestReceipt> harvest =
        CompletableFuture.supplyAsync(
            () ->
                scene
                    .harvester()
                    .harvest(
                        ledger.config(),
                        ResourceReader.of(ledger.client()),
                        (source, endpoint, read, promised) -> {
                          if (endpoint.equals("/Users")) {
                            usersRead.countDown();
                            await(goOn);
                          }
                        }),
            threads);
    await(usersRead);
    ledger.has("/Users", "{'id':'1','userName':'ACOSTA','displayName':'Ana'}");
    CompletableFuture<Thread> refreshing = new CompletableFuture<>();
    CompletableFuture<ScimOutcome> refresh =
        CompletableFuture.supplyAsync(
            () -> {
              refreshing.complete(Thread.currentThread());
              return scene
                  .harvester()
                  .refresh(ledger.config(), ledger.client(), new NodeKey("ledger", "User", "1"));
            },
            threads);
    Thread waiting = refreshing.get(30, TimeUnit.SECONDS);
    while (waiting.getState() != Thread.State.WAITING && !refresh.isDone()) {
      Thread.onSpinWait();
    }
    assertThat(refresh).isNotDone();
    goOn.countDown();
    assertThat(harvest.get(60, TimeUnit.SECONDS).complete()).isTrue();
    assertThat(refresh.get(60, TimeUnit.SECONDS)).isInstanceOf(ScimOutcome.Ok.class);
    assertThat(scene.text())
        .noneMatch(line -> line.startsWith("ledger/User/1 -HOLDS->"))
        .anyMatch(line -> line.startsWith("ledger/User/2 -MEMBER_OF->"));
    assertThat(GraphText.withFirstSeen(scene.snapshot())).isNotEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
