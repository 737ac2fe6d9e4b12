package dev.firebreak.ingest.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.ingest.harvest.HarvestReceipt.Part;
import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.scene.ScriptedServer;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.ingest.source.SourceConfig.Kind;
import dev.firebreak.ingest.source.SourceMapping;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.testkit.SharedNeo4j;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A resource that cannot be used disappears from nowhere and keeps nothing else from being swept.
@ExtendWith(SharedNeo4j.class)
class RejectedResourceTest {

  private static final String GOOD =
      "{'id':'p','container':{'value':'c'},'user':{'value':'u1'},'rights':['Use','List']}";
  private static final String OTHER =
      "{'id':'q','container':{'value':'c'},'user':{'value':'u2'},'rights':['List']}";
  private static final String BROKEN =
      "{'id':'p','user':{'value':'u1'},'rights':['Use'],'secret':'hunter2'}";

  private Scene scene;
  private ScriptedServer server;
  private SourceConfig config;
  private ScimClient client;

  @BeforeEach
  void aVaultWithOneSafeAndTwoPermissions() throws IOException {
    scene = new Scene();
    server = scene.closing(new ScriptedServer());
    config =
        Served.declared(
            "v",
            Kind.VAULT,
            server.baseUri(),
            new SourceMapping(
                null, null, null, null, null, null, null, Set.of("Use"), null, null, null));
    client = scene.closing(Served.client("v", server.baseUri()));
    server
        .lists(
            "/Users",
            "{'id':'u1','userName':'ana'}",
            "{'id':'u2','userName':'ben'}",
            "{'id':'u3','userName':'cleo'}")
        .lists("/Groups", "{'id':'g','displayName':'G'}", "{'id':'h','displayName':'H'}")
        .lists("/Containers", "{'id':'c','name':'C'}")
        .lists("/PrivilegedData")
        .lists("/ContainerPermissions", GOOD, OTHER);
    assertThat(harvest().complete()).isTrue();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private HarvestReceipt harvest() {
    return scene.harvest(config, client);
  }

  private List<String> queue() {
    return scene.rows(
        """
        MATCH (q:RejectedResource)
        RETURN q.source + ' ' + q.endpoint + ' ' + coalesce(q.resource, '-') + ' ' + q.pointer
          + ' ' + q.tries + ' ' + toString(q.firstSeen) + ' ' + toString(q.lastSeen) AS line
        ORDER BY line
        """);
  }

  @Test
  void whatTheGraphHadOfItStaysAndTheRestIsSwept() {
    SortedSet<String> before = scene.text();
    server.lists("/ContainerPermissions", BROKEN).lists("/Groups", "{'id':'g','displayName':'G'}");
    HarvestReceipt receipt = harvest();
    assertThat(receipt.state()).isEqualTo(HarvestState.COMPLETE);
    assertThat(receipt.rejected())
        .containsExactly(
            new Rejection(
                "v/ContainerPermission/p",
                "/ContainerPermissions",
                "ContainerPermission",
                "p",
                "ContainerPermission p: container is missing; its rights are not read",
                "/container"));
    assertThat(receipt.summary()).endsWith("1 rejected, of which the graph keeps what it had");
    assertThat(receipt.held()).as("two rights").isEqualTo(2);
    assertThat(receipt.parts())
        .filteredOn(part -> part.rejected() > 0)
        .containsExactly(new Part("/ContainerPermissions", 1, 1, 1, 0, 0, 0, 1, true, null));
    SortedSet<String> expected = scene.text();
    assertThat(before).containsAll(expected);
    before.removeAll(expected);
    assertThat(before)
        .as("only what the other permission and the other group said is gone")
        .containsExactlyInAnyOrder(
            "Group v/Group/h \"H\"",
            "v/User/u2 -HOLDS-> v/ContainerRight/c:List via=v/ContainerPermission/q by=rights");
    assertThat(queue())
        .containsExactly(
            "v /ContainerPermissions p /container 1 2026-03-01T08:01:00Z 2026-03-01T08:01:00Z");

    harvest();
    assertThat(scene.text()).as("however often it comes").isEqualTo(expected);
    assertThat(queue())
        .containsExactly(
            "v /ContainerPermissions p /container 2 2026-03-01T08:01:00Z 2026-03-01T08:02:00Z");
    assertThat(scene.rows("MATCH (n) UNWIND keys(n) AS k RETURN n[k] AS x"))
        .noneMatch(value -> value.contains("hunter2"));

    server.lists("/ContainerPermissions", GOOD);
    assertThat(harvest().rejected()).isEmpty();
    assertThat(queue()).as("read well").isEmpty();
    assertThat(scene.text()).isEqualTo(expected);
  }

  @Test
  void whatItsSourceNoLongerHasLeavesTheQueueOnceTheEndpointWasReadToItsEnd() {
    server.lists("/ContainerPermissions", BROKEN);
    harvest();
    server.promises(7, "/ContainerPermissions");
    assertThat(harvest().complete()).isFalse();
    assertThat(queue()).hasSize(1);
    server.lists("/ContainerPermissions");
    HarvestReceipt receipt = harvest();
    assertThat(receipt.state())
        .as("all are gone: not believed")
        .isEqualTo(HarvestState.QUARANTINED);
    assertThat(queue()).isEmpty();
    assertThat(scene.harvester().acceptDrop("v", null, "ada", _ -> java.time.Instant.EPOCH))
        .isPresent();
    assertThat(scene.text()).noneMatch(line -> line.contains("HOLDS"));
  }

  @Test
  void withoutAnIdItMayBeAnyOfItsTypeThatWasNotSeen() {
    server
        .lists(
            "/Users",
            "{'userName':'nameless','meta':{'resourceType':'User'}}",
            "{'id':'u1','userName':'ana'}",
            "{'id':'u4','userName':'dan'}")
        .lists("/Groups", "{'id':'g','displayName':'G'}");
    SortedSet<String> before = scene.text();
    HarvestReceipt receipt = harvest();
    assertThat(receipt.complete()).isTrue();
    assertThat(receipt.held()).isEqualTo(2);
    assertThat(receipt.problems())
        .contains(
            "source v: User: User \"nameless\" has no \"id\", which its service provider must"
                + " assign (RFC 7643 §3.1); it is not read");
    before.remove("Group v/Group/h \"H\"");
    before.add("Account v/User/u4 \"dan\" active=UNKNOWN userName=dan");
    assertThat(scene.text()).isEqualTo(before);
    assertThat(queue())
        .containsExactly("v /Users - /id 1 2026-03-01T08:01:00Z 2026-03-01T08:01:00Z");

    server.lists("/Users", "{'id':'u1','userName':'ana'}", "{'id':'u4','userName':'dan'}");
    assertThat(harvest().complete()).isTrue();
    assertThat(scene.text())
        .as("now they are really gone")
        .noneMatch(line -> line.startsWith("Account v/User/u2"));
    assertThat(queue()).isEmpty();
  }

  @Test
  void aRefreshThatFindsItUnusableLeavesTheGraphAsItWas() {
    Served vault = Example.vault(scene);
    vault.harvestAll();
    SortedSet<String> before = scene.text();
    vault.has("/ContainerPermissions", "{'id':'1','user':{'value':'1'},'rights':['UseAccounts']}");
    assertThat(
            scene
                .harvester()
                .refresh(
                    vault.config(), vault.client(), NodeKey.parse("vault/ContainerPermission/1"))
                .toString())
        .contains("cannot be used");
    assertThat(scene.text()).isEqualTo(before);
  }
}
